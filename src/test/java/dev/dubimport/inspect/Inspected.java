package dev.dubimport.inspect;

import dev.dubimport.csv.Mapping;
import dev.dubimport.csv.Source;
import dev.dubimport.inspect.Findings.Statement;
import dev.dubimport.inspect.Findings.Suspicion;
import dev.dubimport.inspect.Findings.Undecided;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** A file for a test, and what was found out about it on 1 May 2026. */
record Inspected(Findings findings) {
    private static final LocalDate TODAY = LocalDate.of(2026, 5, 1);

    static Inspected file(Path folder, String text) {
        return file(folder, text, StandardCharsets.UTF_8);
    }

    static Inspected file(Path folder, String text, Charset charset) {
        return file(write(folder, text, charset));
    }

    static Inspected file(Path file) {
        return new Inspected(inspection(file).findings());
    }

    static Inspected fileWith(Path folder, String mapping, String text) {
        return new Inspected(inspection(write(folder, text, StandardCharsets.UTF_8))
                .findings(Mapping.parse(Path.of("test.yml"), mapping), "test.yml"));
    }

    /** {@code delimiter: comma}. */
    String form(String about) {
        return statement(findings.form(), about);
    }

    /** {@code columns.amount: Total (likely)}; nothing where it is not proposed. */
    String proposed(String key) {
        return statement(findings.proposal(), key);
    }

    /** {@code amounts: minor or major}. */
    List<String> open() {
        return findings.undecided().stream().map(Inspected::open).toList();
    }

    /** {@code very_old 2 from line 3 "2001-01-01"}. */
    List<String> suspicions() {
        return findings.suspicions().stream().map(Inspected::suspicion).toList();
    }

    private static String open(Undecided undecided) {
        return undecided.key() + ": "
                + String.join(
                        " or ",
                        undecided.choices().stream().map(Findings.Choice::value).toList());
    }

    private static String suspicion(Suspicion each) {
        return each.code() + " " + each.count() + " from line " + each.firstLine()
                + (each.example().isEmpty() ? "" : " \"" + each.example() + "\"");
    }

    private static String statement(List<Statement> statements, String about) {
        return statements.stream()
                .filter(each -> each.about().equals(about))
                .map(each -> each.value() + " (" + each.confidence().word() + ")")
                .findFirst()
                .orElse("");
    }

    private static Inspection inspection(Path file) {
        return new Inspection(Source.in(file).get(0), TODAY);
    }

    private static Path write(Path folder, String text, Charset charset) {
        try {
            return Files.writeString(folder.resolve("sales.csv"), text, charset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
