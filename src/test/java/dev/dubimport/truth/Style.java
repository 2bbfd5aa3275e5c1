package dev.dubimport.truth;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * How a file is written.
 *
 * @param marked whether a byte order mark stands in front
 * @param encoding what the mapping must say of it
 * @param named whether a {@code sep=} line stands above the header
 * @param lineBreaks one, or several that are mixed
 * @param simple whether no cell needs quotes for the text in it
 * @param padded whether blanks stand around cells
 * @param slack whether blanks stand behind closing quotes
 * @param gaps whether blank lines stand between the rows
 * @param ended whether the last line ends with a line break
 * @param wrapping what it is packed with
 */
record Style(
        Charset charset,
        boolean marked,
        Optional<String> encoding,
        char delimiter,
        boolean named,
        Quoting quoting,
        List<String> lineBreaks,
        boolean simple,
        boolean padded,
        boolean slack,
        boolean gaps,
        boolean ended,
        Wrapping wrapping) {

    enum Quoting {
        ALL,
        /** Also where a quote stands in a cell, or blanks around it. */
        CAREFUL,
        /** Where it cannot be read without. */
        LEAST,
        ANY
    }

    private static final List<String> LINE_BREAKS = List.of("\r\n", "\n", "\r");
    private static final List<String> ENCODINGS = List.of(
            "utf-8",
            "windows-1250",
            "windows-1251",
            "windows-1252",
            "iso-8859-1",
            "iso-8859-2",
            "iso-8859-15",
            "utf-16le",
            "utf-16be");

    static Style drawn(Die die) {
        boolean marked = die.percent(40);
        Optional<String> encoding = die.percent(50) ? Optional.of(die.anyOf(ENCODINGS)) : Optional.empty();
        return new Style(
                marked
                        ? die.anyOf(
                                List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE))
                        : Charset.forName(encoding.orElse("utf-8")),
                marked,
                encoding,
                die.anyOf(List.of(',', ';', '\t', '|')),
                die.percent(20),
                die.anyOf(List.of(Quoting.values())),
                die.percent(20) ? LINE_BREAKS : List.of(die.anyOf(LINE_BREAKS)),
                die.percent(25),
                die.percent(40),
                die.percent(20),
                die.percent(40),
                die.percent(70),
                die.percent(70) ? Wrapping.NONE : die.anyOf(List.of(Wrapping.values())));
    }

    String lineBreak(Die die) {
        return die.anyOf(lineBreaks);
    }

    byte[] bytes(String text) {
        return ((marked ? "\uFEFF" : "") + text).getBytes(charset);
    }
}
