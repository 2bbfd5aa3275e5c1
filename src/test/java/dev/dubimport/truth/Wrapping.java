package dev.dubimport.truth;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What a file is packed with. */
enum Wrapping {
    NONE,
    GZIP,
    ZIP;

    byte[] around(byte[] text) {
        try {
            return switch (this) {
                case NONE -> text;
                case GZIP -> gzip(text);
                case ZIP -> zip(text);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] gzip(byte[] text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text);
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(byte[] text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("exports/orders.csv"));
            out.write(text);
            out.closeEntry();
        }
        return bytes.toByteArray();
    }
}
