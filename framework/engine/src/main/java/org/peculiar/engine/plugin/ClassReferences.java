package org.peculiar.engine.plugin;

import java.util.LinkedHashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;
import org.objectweb.asm.Type;

/** What the bytecode of a class refers to; annotations, which may be missing at run time, are left out. */
final class ClassReferences extends ClassVisitor {

    /**
     * A field or a method.
     *
     * @param owner internal name of the class that the reference names
     * @param descriptor of the type, or of the arguments and the result
     */
    record Member(String owner, String name, String descriptor) {

        boolean isMethod() {
            return descriptor.startsWith("(");
        }

        @Override
        public String toString() {
            String type = owner.replace('/', '.');
            if (!isMethod()) {
                return type + "." + name;
            }
            StringBuilder text =
                    new StringBuilder(name.equals("<init>") ? "new " + type : type + "." + name).append('(');
            for (Type argument : Type.getArgumentTypes(descriptor)) {
                text.append(text.charAt(text.length() - 1) == '(' ? "" : ", ")
                        .append(argument.getClassName().replaceFirst(".*[.$]", ""));
            }
            return text.append(')').toString();
        }
    }

    private final Set<String> classes = new LinkedHashSet<>();
    private final Set<Member> members = new LinkedHashSet<>();

    private ClassReferences() {
        super(Opcodes.ASM9);
    }

    /**
     * Reads the bytecode of a class.
     *
     * @throws IllegalArgumentException if it is none, or of a version that is too new
     */
    static ClassReferences of(byte[] bytecode) {
        ClassReferences references = new ClassReferences();
        new ClassReader(bytecode).accept(references, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return references;
    }

    /** Returns the internal names of the classes. */
    Set<String> classes() {
        return classes;
    }

    /** Returns the fields and methods. */
    Set<Member> members() {
        return members;
    }

    private void internal(String name) {
        if (name != null) {
            type(Type.getObjectType(name));
        }
    }

    private void type(Type type) {
        switch (type.getSort()) {
            case Type.OBJECT -> classes.add(type.getInternalName());
            case Type.ARRAY -> type(type.getElementType());
            case Type.METHOD -> {
                type(type.getReturnType());
                for (Type argument : type.getArgumentTypes()) {
                    type(argument);
                }
            }
            default -> {
                // a primitive type
            }
        }
    }

    private void member(String owner, String name, String descriptor) {
        internal(owner);
        type(Type.getType(descriptor));
        if (!owner.startsWith("[")) {
            members.add(new Member(owner, name, descriptor));
        }
    }

    private void constant(Object value) {
        if (value instanceof Type type) {
            type(type);
        } else if (value instanceof Handle handle) {
            member(handle.getOwner(), handle.getName(), handle.getDesc());
        } else if (value instanceof ConstantDynamic dynamic) {
            constant(dynamic.getBootstrapMethod());
            for (int i = 0; i < dynamic.getBootstrapMethodArgumentCount(); i++) {
                constant(dynamic.getBootstrapMethodArgument(i));
            }
        }
    }

    @Override
    public void visit(int version, int access, String name, String signature, String above, String[] interfaces) {
        internal(above);
        for (String type : interfaces) {
            internal(type);
        }
    }

    @Override
    public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
        type(Type.getType(descriptor));
        return null;
    }

    @Override
    public RecordComponentVisitor visitRecordComponent(String name, String descriptor, String signature) {
        type(Type.getType(descriptor));
        return null;
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] thrown) {
        type(Type.getMethodType(descriptor));
        for (String exception : thrown == null ? new String[0] : thrown) {
            internal(exception);
        }
        return new Code();
    }

    private final class Code extends MethodVisitor {

        Code() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            internal(type);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            member(owner, name, descriptor);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean ofInterface) {
            member(owner, name, descriptor);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            type(Type.getMethodType(descriptor));
            constant(bootstrap);
            for (Object argument : arguments) {
                constant(argument);
            }
        }

        @Override
        public void visitLdcInsn(Object value) {
            constant(value);
        }

        @Override
        public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
            type(Type.getType(descriptor));
        }

        @Override
        public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
            internal(type);
        }
    }
}
