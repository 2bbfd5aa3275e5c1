package dev.dubimport.cli;

import dev.dubimport.csv.Mapping;
import dev.dubimport.csv.Source;
import dev.dubimport.inspect.Findings;
import dev.dubimport.inspect.Inspection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dub-import inspect}: what a file seems to be, before anything is sent. */
@Command(
        name = "inspect",
        description = "Looks at a file that nobody has described yet: how it is written, which export it is or which"
                + " column is which field, what its rows would become, and what about it is suspicious. Sends nothing,"
                + " needs no key and opens no ledger. Exit code 0 if the file can be read as proposed, 1 if a person"
                + " must decide something first, 2 if it cannot be read at all.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dub-import inspect sales.csv",
            "  dub-import inspect sales.csv --write-mapping shop.yml",
            "  dub-import inspect sales.csv --mapping shop.yml",
            "  dub-import inspect payments.csv --mapping stripe-payments --json"
        })
final class InspectCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "FILE",
            description = "CSV file of past sales; commas, semicolons, tabs or |; packed with gzip or zip, or not. - is"
                    + " standard input.")
    private Path file = Path.of("");

    @Option(
            names = "--mapping",
            paramLabel = "NAME|FILE",
            description = "Reads the file with this mapping instead of proposing one.")
    private @Nullable String mappingName;

    @Option(
            names = "--write-mapping",
            paramLabel = "FILE",
            description = "Writes the proposed mapping there, with the reason of each line as a comment. What is"
                    + " undecided stands in it as a key without a value, which an import refuses.")
    private @Nullable Path target;

    @Option(names = "--json", description = "Prints the findings as one JSON object on one line.")
    private boolean json;

    InspectCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        if (target != null && mappingName != null) {
            throw new WrongUsage("--write-mapping writes what is proposed; leave out --mapping");
        }
        if (target != null && Files.exists(target)) {
            throw exists(target);
        }
        try (Inputs inputs = Inputs.of(List.of(file), surroundings)) {
            List<Source> sources = inputs.sources();
            if (target != null && sources.size() > 1) {
                throw new WrongUsage(file + ": holds " + sources.size()
                        + " files, and --write-mapping writes one mapping; name one of them");
            }
            boolean allSettled = true;
            for (Source source : sources) {
                if (!json && !source.equals(sources.get(0))) {
                    surroundings.out().println();
                }
                allSettled &= inspect(source);
            }
            return allSettled ? ExitCode.OK : ExitCode.SOME_NOT_RECORDED;
        }
    }

    /** Whether nobody need decide anything. */
    private boolean inspect(Source source) throws IOException {
        Inspection inspection = new Inspection(source, LocalDate.now(surroundings.clock()));
        Findings findings = mappingName == null
                ? inspection.findings()
                : inspection.findings(Mapping.named(mappingName), mappingName);
        if (target != null) {
            write(findings, target);
        }
        String said = json
                ? FindingsJson.of(source.name(), findings)
                : new FindingsText(
                                source.name(),
                                pathOf(source),
                                findings,
                                Optional.ofNullable(mappingName),
                                Optional.ofNullable(target))
                        .text();
        surroundings.out().println(said);
        return findings.isSettled();
    }

    /** What names this file alone: what was given may be a folder, or a pattern. */
    private Path pathOf(Source source) throws IOException {
        if (file.equals(Inputs.STANDARD_INPUT) || Files.isRegularFile(file)) {
            return file;
        }
        Path here = Path.of("").toRealPath();
        return !file.isAbsolute() && source.file().startsWith(here) ? here.relativize(source.file()) : source.file();
    }

    private static void write(Findings findings, Path target) throws IOException {
        try {
            Files.writeString(target, findings.mapping(), StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw exists(target);
        } catch (NoSuchFileException e) {
            throw new WrongUsage(target + ": its folder does not exist; make it, or name another place");
        }
    }

    private static WrongUsage exists(Path target) {
        return new WrongUsage(
                target + ": exists already and is not overwritten; name another file, or remove it first");
    }
}
