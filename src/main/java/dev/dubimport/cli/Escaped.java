package dev.dubimport.cli;

import dev.dubimport.sale.Shown;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Prints lines in which nothing commands the terminal: messages and traces name files, options and cells as they came. */
final class Escaped extends PrintStream {
    Escaped(PrintStream to) {
        super(to, true, StandardCharsets.UTF_8);
    }

    static String lines(String text) {
        return text.replace("\t", "    ").lines().map(Shown::escaped).collect(Collectors.joining("\n"));
    }

    @Override
    public void println(String line) {
        super.println(lines(line));
    }

    @Override
    public void println(Object line) {
        super.println(lines(String.valueOf(line)));
    }
}
