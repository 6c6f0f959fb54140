package org.peculiar.engine.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.objectweb.asm.Opcodes;

/**
 * Looks whether a plugin will find what its classes refer to: in itself, in the packages that the host opens, in the Java
 * platform. Bytecode is read, and no class loaded.
 *
 * <p>Of libraries that the plugin brings along only what they use of the host counts: they may refer to others that they can do
 * without.
 */
final class Linkage {

    private static final int MOST_NAMED = 3;

    private final PluginFiles files;
    private final ClassLoader host;
    private final Map<String, Optional<ClassShape>> shapes = new HashMap<>();
    private final SortedSet<String> absentInHost = new TreeSet<>();
    private final SortedSet<String> absentAltogether = new TreeSet<>();

    private Linkage(PluginFiles files, ClassLoader host) {
        this.files = files;
        this.host = host;
    }

    /**
     * Refuses a plugin that would fail with a linkage error.
     *
     * @param components that its index names
     */
    static void require(PluginFiles files, ClassLoader host, Collection<ComponentClass> components) throws Unusable {
        Linkage linkage = new Linkage(files, host);
        try {
            for (PluginFiles.ClassFile file : files.classes()) {
                linkage.look(file);
            }
            linkage.refuse();
            for (ComponentClass component : components) {
                linkage.requireKind(component);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new Unusable(
                    "has classes that cannot be read (" + e.getMessage() + "); build it for Java "
                            + Runtime.version().feature() + " or older",
                    e);
        }
    }

    private void look(PluginFiles.ClassFile file) throws IOException {
        ClassReferences references = ClassReferences.of(file.bytecode());
        for (String name : references.classes()) {
            boolean open = isOpen(name);
            if ((open || file.own()) && shape(name).isEmpty()) {
                (open ? absentInHost : absentAltogether).add(name.replace('/', '.'));
            } else if (open && !shape(name).orElseThrow().isPublic() && !name.contains("$")) {
                absentInHost.add(name.replace('/', '.') + " (which is not public)");
            }
        }
        for (ClassReferences.Member member : references.members()) {
            if (isOpen(member.owner()) && shape(member.owner()).isPresent() && !has(member.owner(), member)) {
                absentInHost.add(member.toString());
            }
        }
    }

    private static boolean isOpen(String internalName) {
        return HostPackages.isOpen(internalName.replace('/', '.'));
    }

    private void refuse() throws Unusable {
        if (!absentInHost.isEmpty()) {
            throw new Unusable("uses " + named(absentInHost)
                    + ", which this version of Peculiar does not have; it was built against another one: build it again"
                    + " against the sdk of this one, or install another version of either");
        }
        if (!absentAltogether.isEmpty()) {
            throw new Unusable("uses " + named(absentAltogether)
                    + ", which it does not bring along and the host does not offer to plugins; give that dependency the"
                    + " scope compile, and build it again");
        }
    }

    private static String named(SortedSet<String> names) {
        List<String> first = names.stream().limit(MOST_NAMED).toList();
        int more = names.size() - first.size();
        return String.join(", ", first) + (more > 0 ? " and " + more + " more" : "");
    }

    private void requireKind(ComponentClass component) throws Unusable, IOException {
        String kind = component.name().substring(0, component.name().indexOf('/'));
        if (!kinds(component.className().replace('.', '/')).contains(kind)) {
            throw new Unusable("offers " + component.name() + " by its class " + component.className()
                    + ", which implements no interface of the kind " + kind
                    + "; implement it, and build the plugin again from clean");
        }
    }

    private List<String> kinds(String name) throws IOException {
        List<String> kinds = new ArrayList<>();
        Optional<ClassShape> shape = shape(name);
        if (shape.isPresent()) {
            shape.get().kind().ifPresent(kinds::add);
            for (String above : shape.get().above()) {
                kinds.addAll(kinds(above));
            }
        }
        return kinds;
    }

    /** Looks for a member in a class and all that is above it. */
    private boolean has(String owner, ClassReferences.Member member) throws IOException {
        Optional<ClassShape> shape = shape(owner);
        if (shape.isEmpty()) {
            return false;
        }
        Optional<Integer> access = shape.get().member(member);
        if (access.isPresent()) {
            return (access.get() & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0;
        }
        for (String above : shape.get().above()) {
            if (has(above, member)) {
                return true;
            }
        }
        return false;
    }

    private Optional<ClassShape> shape(String name) throws IOException {
        Optional<ClassShape> known = shapes.get(name);
        if (known == null) {
            known = bytecode(name + ".class").map(ClassShape::of);
            shapes.put(name, known);
        }
        return known;
    }

    private Optional<byte[]> bytecode(String resource) throws IOException {
        if (!HostPackages.isOpen(resource.replace('/', '.'))) {
            Optional<byte[]> own = files.all(resource).stream().findFirst();
            return own.isPresent() ? own : bytecode(ClassLoader.getPlatformClassLoader(), resource);
        }
        return bytecode(host, resource);
    }

    private static Optional<byte[]> bytecode(ClassLoader from, String resource) throws IOException {
        try (InputStream in = from.getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        }
    }
}
