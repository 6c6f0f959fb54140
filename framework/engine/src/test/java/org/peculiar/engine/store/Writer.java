package org.peculiar.engine.store;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.peculiar.engine.data.ContentHash;

/** Puts rows into a store as a process of its own, and says which are committed, a line each. */
final class Writer {

    private Writer() {}

    /**
     * Put the rows from one number to another.
     *
     * @param args the store, the first number, the number after the last
     */
    public static void main(String[] args) throws IOException {
        try (OutputStream told = new FileOutputStream(FileDescriptor.out);
                Store store = Store.open(Path.of(args[0]))) {
            for (int i = Integer.parseInt(args[1]); i < Integer.parseInt(args[2]); i++) {
                store.put(Map.of(key(i), payload(i)));
                told.write((i + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    static String key(int number) {
        return ContentHash.sha256("row " + number);
    }

    static byte[] payload(int number) {
        return ("payload of " + number).repeat(1 + number % 40).getBytes(StandardCharsets.UTF_8);
    }
}
