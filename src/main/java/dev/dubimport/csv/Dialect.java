package dev.dubimport.csv;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.commons.csv.CSVFormat;

/** How the bytes of a file become rows, and rows become bytes. */
record Dialect(Charset charset, CSVFormat format) {
    /** UTF-8, commas, the quoting of RFC 4180; blank lines are no rows. */
    static final Dialect STANDARD = new Dialect(
            StandardCharsets.UTF_8,
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get());
}
