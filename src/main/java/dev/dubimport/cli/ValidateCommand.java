package dev.dubimport.cli;

import dev.dubimport.csv.SalesFile;
import dev.dubimport.csv.Survey;
import dev.dubimport.dub.Rate;
import dev.dubimport.reconcile.Preflight;
import dev.dubimport.report.PreflightText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dub-import validate}: all of an import but the sending. */
@Command(
        name = "validate",
        description = "Checks CSV files as an import would, without sending anything: needs no key and no network, but"
                + " for --remote. Exit code 0 if every row could be sent, 1 if not.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dub-import validate sales.csv",
            "  dub-import validate exports/ orders.zip",
            "  dub-import validate sales.csv --mapping shop.yml --rejects to-mend.csv"
        })
final class ValidateCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private SourceOptions sources = new SourceOptions();

    @Option(
            names = "--remote",
            description = "Also look at the service (needs --workspace and the key): how many of the sales can be"
                    + " attributed at all, and which are recorded already. Exit code 1 if some cannot be attributed.")
    private boolean remote;

    @Mixin
    private DestinationOptions destinationOptions = new DestinationOptions();

    @Mixin
    private ReadOptions reading = new ReadOptions();

    @Option(
            names = "--rate",
            paramLabel = "RATE",
            defaultValue = ImportCommand.USUAL_RATE,
            description = "With --remote: calls that the API key allows, as for import (default: ${DEFAULT-VALUE}).")
    private Rate rate = Rate.parse(ImportCommand.USUAL_RATE);

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private DataFolderOption dataFolder = new DataFolderOption();

    @Mixin
    private RejectsOption rejects = new RejectsOption();

    ValidateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (Inputs inputs = sources.inputs(surroundings)) {
            List<SalesFile> files = sources.open(inputs);
            rejects.check(files);
            boolean allGood = true;
            for (SalesFile file : files) {
                Notes.print(surroundings.err(), file);
                allGood &= new Validation(file, rejects.file(), surroundings.out(), surroundings.err()).passes();
            }
            if (remote) {
                allGood &= look(files).unattributable().count() == 0;
            }
            return allGood ? ExitCode.OK : ExitCode.SOME_NOT_RECORDED;
        }
    }

    private Preflight look(List<SalesFile> files) {
        Map<SalesFile, Survey> surveys = new LinkedHashMap<>();
        files.forEach(file -> surveys.put(file, Survey.of(file)));
        try (Interruption interruption = new Interruption(surroundings.err());
                Target target = Target.of(destinationOptions, database, dataFolder, surroundings)) {
            target.ensureWorkspaceIsMeant(destinationOptions.isNewWorkspace());
            Preflight seen = LookAhead.look(surveys, target, reading, rate, false, interruption, surroundings);
            surroundings.out().print(PreflightText.of(seen, false));
            return seen;
        }
    }
}
