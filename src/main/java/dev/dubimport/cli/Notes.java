package dev.dubimport.cli;

import dev.dubimport.csv.SalesFile;
import dev.dubimport.sale.Shown;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** What a person should know about a file that is no mistake. */
final class Notes {
    private Notes() {}

    static void print(PrintStream err, SalesFile file) {
        String name = file.source().name();
        file.dialectNote().ifPresent(note -> err.println(name + ": read as " + note));
        file.preambleNote().ifPresent(note -> err.println(name + ": " + note));
        if (!file.understood().isEmpty()) {
            err.println(name + ": "
                    + file.understood().entrySet().stream()
                            .map(field -> field.getKey() + " from \"" + Shown.shortened(field.getValue()) + "\"")
                            .collect(Collectors.joining(", ")));
        }
        if (file.ignoredColumns().isEmpty()) {
            return;
        }
        String columns = file.ignoredColumns().stream().map(Shown::shortened).collect(Collectors.joining(", "));
        err.println(name + ": columns not used: " + columns);
    }

    static void rejectsKept(PrintStream err, Path kept) {
        err.println("The rejects file of that name was not as this command left it, or of another run; it is kept: "
                + Shown.escaped(kept.toString()));
    }
}
