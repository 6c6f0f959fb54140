package org.peculiar.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.peculiar.engine.Session;
import org.peculiar.engine.plan.Plan;
import org.peculiar.engine.record.Lock;
import org.peculiar.engine.record.RunRecord;

/** The record that lies where that of a plan goes. */
final class EarlierRecord {

    private EarlierRecord() {}

    /** Says which plugins are not those that it was made with: it would be replaced, and nobody notice why numbers moved. */
    static void tellOfOtherPlugins(Session session, Plan plan, Path folder, PrintWriter to) {
        RunRecord.lock(folder)
                .ifPresent(lock -> Lock.changedPlugins(lock, plan, session.host())
                        .forEach(change -> to.println(folder + ": " + change)));
        to.flush();
    }
}
