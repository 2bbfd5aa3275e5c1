package dev.dubimport.cli;

import dev.dubimport.csv.SalesFile;
import dev.dubimport.csv.Survey;
import dev.dubimport.csv.UnusableFile;
import dev.dubimport.dub.Rate;
import dev.dubimport.dub.Readback;
import dev.dubimport.ledger.Turn;
import dev.dubimport.reconcile.Reconciler;
import dev.dubimport.reconcile.Reconciliation;
import dev.dubimport.report.ReconciliationJson;
import dev.dubimport.report.ReconciliationText;
import dev.dubimport.report.ReportPage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dub-import reconcile}: whether what is recorded is what was sold. */
@Command(
        name = "reconcile",
        description = "Compares the sales of CSV files with the ledger and with what the service has recorded, and"
                + " says of every sale whether they agree. Sends nothing. Sales in doubt are settled by what is found."
                + " Exit code 0 only if all agrees, 1 if not.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dub-import reconcile sales.csv --workspace acme",
            "  dub-import reconcile exports/ --workspace acme --mapping shop.yml --report 2024.html",
            "  dub-import reconcile sales.csv --workspace acme --differences differences.csv --json"
        })
final class ReconcileCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private SourceOptions sources = new SourceOptions();

    @Mixin
    private DestinationOptions destinationOptions = new DestinationOptions();

    @Mixin
    private ReadOptions reading = new ReadOptions();

    @Option(
            names = "--differences",
            paramLabel = "FILE",
            description = "Write all differences to a CSV file, fit for a spreadsheet.")
    private Optional<Path> differences = Optional.empty();

    @Mixin
    private ReportOption report = new ReportOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private DataFolderOption dataFolder = new DataFolderOption();

    @Option(
            names = "--json",
            description = "Print the result as one JSON object on standard output, and all else on standard error.")
    private boolean json;

    @Mixin
    @SuppressWarnings("UnusedVariable") // It has been read by then: see there.
    private LogFormat logFormat = new LogFormat();

    ReconcileCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        report.check();
        differences.ifPresent(path -> report.ensureIsNot("--differences", path));
        try (Inputs inputs = sources.inputs(surroundings)) {
            List<SalesFile> opened = sources.open(inputs);
            opened.forEach(file -> Notes.print(surroundings.err(), file));
            // First: what is unusable is found now, and the memory that it takes is free again when the service is
            // read.
            Map<SalesFile, Survey> files = new LinkedHashMap<>();
            opened.forEach(file -> files.put(file, Survey.of(file)));
            try (Interruption interruption = new Interruption(surroundings.err());
                    Target target = Target.of(destinationOptions, database, dataFolder, surroundings)) {
                target.ensureWorkspaceIsMeant(destinationOptions.isNewWorkspace());
                return reconcile(files, target, interruption);
            }
        }
    }

    private int reconcile(Map<SalesFile, Survey> files, Target target, Interruption interruption) {
        try (Turn turn = target.takeTurn(surroundings.patience().leaseFor());
                Readback service = reading.readback(target, Rate.UNLIMITED, surroundings);
                DifferencesFile written = DifferencesFile.create(differences)) {
            interruption.stopsReading(service::stop);
            Reconciliation result = compare(files, target, service, written, interruption);
            turn.ensureOurs();
            written.publish();
            print(result);
            report.write(
                    ReportPage.of(
                            result,
                            report.provenance(sources, surroundings.clock().instant(), Map.of())),
                    surroundings.err());
            return result.agrees() ? ExitCode.OK : ExitCode.SOME_NOT_RECORDED;
        } catch (UnusableFile changed) {
            throw new RunBroken(changed);
        }
    }

    private Reconciliation compare(
            Map<SalesFile, Survey> files,
            Target target,
            Readback service,
            DifferencesFile written,
            Interruption interruption) {
        try (ReadingDisplay display = ReadingDisplay.of(surroundings, interruption)) {
            Reconciler reconciler = reading.reconciler(target, service, display, surroundings);
            return reconciler.reconcile(files, written::add);
        }
    }

    private void print(Reconciliation result) {
        String text = ReconciliationText.of(result);
        if (json) {
            surroundings.err().print(text);
            surroundings.out().println(ReconciliationJson.of(result));
        } else {
            surroundings.out().print(text);
        }
        differences.ifPresent(path -> surroundings
                .err()
                .println("All differences: "
                        + Escaped.lines(path.toAbsolutePath().toString())));
    }
}
