package dev.dubimport.cli;

import dev.dubimport.console.Traces;
import dev.dubimport.report.Provenance;
import dev.dubimport.report.ReportPage;
import dev.dubimport.report.RunSummary;
import dev.dubimport.sale.Shown;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The page that a person can read, sign and file. */
final class ReportOption {
    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Also write the result as one HTML page, complete in itself, to be read, printed, signed and"
                    + " filed.")
    private Optional<Path> file = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    boolean isWanted() {
        return file.isPresent();
    }

    /** Finds out before the work what would spoil its end. */
    void check() {
        if (file.isEmpty()) {
            return;
        }
        Path target = file.get().toAbsolutePath();
        ResultPlace.ensureTakes("--report", target);
        try {
            if (!ReportPage.mayStandAt(target)) {
                throw new WrongUsage(
                        "--report " + target + ": is there already and is no report of ours; name another place");
            }
        } catch (IOException e) {
            throw new WrongUsage("--report " + target + ": cannot be looked at (" + e + "); name another place");
        }
    }

    /**
     * Two results need two places.
     *
     * @throws WrongUsage if the page is to stand in the place of what that option names
     */
    void ensureIsNot(String option, Path other) {
        if (file.map(Path::toAbsolutePath)
                .map(Path::normalize)
                .filter(other.toAbsolutePath().normalize()::equals)
                .isPresent()) {
            throw new WrongUsage("--report and " + option + " name the same file; name another place for one of them");
        }
    }

    /** What the page is made from. */
    Provenance provenance(SourceOptions sources, Instant now, Map<String, String> fileDigests) {
        return new Provenance(
                String.join(" ", new Version().getVersion()),
                commandLine(),
                sources.mappingName(),
                sources.mappingDigest(),
                now,
                fileDigests);
    }

    /** Writes it, and tells whether it is there; that it cannot be written takes nothing away from the result. */
    boolean write(ReportPage page, PrintStream err) {
        if (file.isEmpty()) {
            return false;
        }
        Path target = file.get().toAbsolutePath();
        try {
            page.writeTo(target);
            err.println("Report: " + Shown.escaped(target.toString()));
            return true;
        } catch (IOException e) {
            err.println("The report could not be written (" + Shown.escaped(e.toString()) + "); all else is done.");
            return false;
        }
    }

    /** Keeps the page that was written for a console, which cannot know where it goes from there. */
    void keepFor(Traces traces, RunSummary run, PrintStream err) {
        try {
            traces.keepReport(run.run(), file.orElseThrow());
        } catch (IOException e) {
            err.println("The console cannot show the report (" + Shown.escaped(e.toString()) + "); all else is done.");
        }
    }

    /** As it was given: no option takes a secret, and an argument that is the key was refused. */
    private String commandLine() {
        if (command == null) {
            throw new IllegalStateException("no command");
        }
        return "dub-import " + command.name() + " "
                + command.commandLine().getParseResult().originalArgs().stream()
                        .map(ShellWord::of)
                        .collect(Collectors.joining(" "));
    }
}
