package dev.dubimport.cli;

import dev.dubimport.csv.SalesFile;
import dev.dubimport.sale.Shown;
import java.io.PrintStream;
import java.util.stream.Collectors;

/** What a person should know about a file that is no mistake. */
final class Notes {
    private Notes() {}

    static void print(PrintStream err, SalesFile file) {
        if (file.ignoredColumns().isEmpty()) {
            return;
        }
        String columns = file.ignoredColumns().stream().map(Shown::shortened).collect(Collectors.joining(", "));
        err.println(Shown.escaped(String.valueOf(file.file().getFileName())) + ": columns not used: " + columns);
    }
}
