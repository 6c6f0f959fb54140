package org.peculiar.engine.plugin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What others see of a class: supertypes, fields and methods, read from its bytecode without loading it. */
final class ClassShape extends ClassVisitor {

    private static final String KIND = "Lorg/peculiar/api/Kind;";

    private final List<String> above = new ArrayList<>();
    private final Map<String, Integer> members = new HashMap<>();
    private int access;
    private String kind;

    private ClassShape() {
        super(Opcodes.ASM9);
    }

    static ClassShape of(byte[] bytecode) {
        ClassShape shape = new ClassShape();
        new ClassReader(bytecode).accept(shape, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
        return shape;
    }

    /** Returns the internal names of superclass and interfaces. */
    List<String> above() {
        return above;
    }

    boolean isPublic() {
        return (access & Opcodes.ACC_PUBLIC) != 0;
    }

    /** Returns the access flags of a field or a method, if the class itself has it. */
    Optional<Integer> member(ClassReferences.Member member) {
        return Optional.ofNullable(members.get(member.name() + member.descriptor()));
    }

    /** Returns the kind of component that it is the interface of. */
    Optional<String> kind() {
        return Optional.ofNullable(kind);
    }

    @Override
    public void visit(int version, int flags, String name, String signature, String superclass, String[] interfaces) {
        access = flags;
        if (superclass != null) {
            above.add(superclass);
        }
        above.addAll(List.of(interfaces));
    }

    @Override
    public FieldVisitor visitField(int flags, String name, String descriptor, String signature, Object value) {
        members.put(name + descriptor, flags);
        return null;
    }

    @Override
    public MethodVisitor visitMethod(int flags, String name, String descriptor, String signature, String[] thrown) {
        members.put(name + descriptor, flags);
        return null;
    }

    @Override
    public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        if (!descriptor.equals(KIND)) {
            return null;
        }
        return new AnnotationVisitor(Opcodes.ASM9) {
            @Override
            public void visit(String name, Object value) {
                kind = (String) value;
            }
        };
    }
}
