package dev.dubimport.csv;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packed files for tests. */
public final class Packed {
    private Packed() {}

    public static byte[] gzip(String text) {
        return gzip(text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    static byte[] zip(Charset names, String name, String text) {
        return zip(names, new String[] {name}, new byte[][] {text.getBytes(StandardCharsets.UTF_8)});
    }

    /** A zip of names and texts in turn; a name that ends with a slash is a folder's, and its text is passed over. */
    public static byte[] zip(String... namesAndTexts) {
        byte[][] contents = new byte[namesAndTexts.length / 2][];
        String[] names = new String[contents.length];
        for (int i = 0; i < contents.length; i++) {
            names[i] = namesAndTexts[2 * i];
            contents[i] = namesAndTexts[2 * i + 1].getBytes(StandardCharsets.UTF_8);
        }
        return zip(StandardCharsets.UTF_8, names, contents);
    }

    static byte[] zip(String name, byte[] content) {
        return zip(StandardCharsets.UTF_8, new String[] {name}, new byte[][] {content});
    }

    private static byte[] zip(Charset charset, String[] names, byte[][] contents) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(packed, charset)) {
            for (int i = 0; i < names.length; i++) {
                out.putNextEntry(new ZipEntry(names[i]));
                if (!names[i].endsWith("/")) {
                    out.write(contents[i]);
                }
                out.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
