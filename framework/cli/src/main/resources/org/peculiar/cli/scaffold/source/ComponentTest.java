package @package@;

import java.util.EnumSet;
import java.util.Set;
import org.peculiar.testkit.SourceContract;

/** The contract of every source. Add tests of what only this one promises. */
class @Class@Test extends SourceContract {

    @Override
    protected Set<Capability> capabilities() {
        return EnumSet.of(Capability.DRAWS);
    }
}
