package dev.dubimport.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What a file is packed with, by its first bytes: names are given by people. */
enum Packing {
    GZIP("\u001F\u008B"),
    ZIP("PK\u0003\u0004"),
    /** A zip with nothing in it begins with its end. */
    EMPTY_ZIP("PK\u0005\u0006"),
    /** Excel of before 2007; a later workbook is a zip. */
    OLD_EXCEL("\u00D0\u00CF\u0011\u00E0"),
    NONE("");

    private static final int MOST_BYTES = 4;

    private final String firstBytes;

    Packing(String firstBytes) {
        this.firstBytes = firstBytes;
    }

    static Packing of(InputStream in) throws IOException {
        String start = new String(in.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1);
        for (Packing packing : values()) {
            if (start.startsWith(packing.firstBytes)) {
                return packing;
            }
        }
        return NONE;
    }
}
