package dev.dubimport.cli;

import dev.dubimport.csv.SalesFile;
import dev.dubimport.csv.Survey;
import dev.dubimport.dub.Dub;
import dev.dubimport.dub.Rate;
import dev.dubimport.dub.Settings;
import dev.dubimport.job.ImportOrder;
import dev.dubimport.job.Importer;
import dev.dubimport.job.RunId;
import dev.dubimport.ledger.Destination;
import dev.dubimport.ledger.Turn;
import dev.dubimport.reconcile.Preflight;
import dev.dubimport.report.Numbers;
import dev.dubimport.report.PreflightText;
import dev.dubimport.report.ReportPage;
import dev.dubimport.report.RunSummary;
import dev.dubimport.report.SummaryJson;
import dev.dubimport.report.SummaryText;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dub-import import}: sends what is not recorded yet. */
@Command(
        name = "import",
        description =
                "Imports the sales of CSV files, each exactly once. Run the same command again to go on with a run"
                        + " that stopped, or to try again what was not recorded.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dub-import import sales.csv --sandbox",
            "  dub-import import sales.csv --workspace acme",
            "  dub-import import 2024/*.csv --workspace acme --mapping shop.yml --rate business",
            "  dub-import import exports/ orders.zip --workspace acme",
            "  gpg -d sales.csv.gpg | dub-import import - --workspace acme",
            "  dub-import import sales.csv --workspace acme --json > summary.json"
        })
final class ImportCommand implements Callable<Integer> {
    /** What the business plan allows, the least that has this API. */
    static final String USUAL_RATE = "1200/min";

    private final Surroundings surroundings;
    private final Optional<Seat> seat;
    private final ImportAlerts alerts;

    @Mixin
    private SourceOptions sources = new SourceOptions();

    @Mixin
    private DestinationOptions destinationOptions = new DestinationOptions();

    @Option(
            names = "--sandbox",
            description =
                    "Rehearse: send to a stand-in service inside this process, with a ledger that is thrown away.")
    private boolean sandbox;

    @Option(
            names = "--resend-in-doubt",
            description =
                    "Your decision, for this run only: send also the sales that may have been recorded so long ago"
                            + " that the service has forgotten them. Look them up in Dub first (status --in-doubt): one"
                            + " that was recorded is recorded a second time.")
    private boolean resendInDoubt;

    @Option(
            names = "--rate",
            paramLabel = "RATE",
            defaultValue = USUAL_RATE,
            description = "Calls that the API key allows: 1200/min, 20/s, a plan's name (free, trial, pro, business,"
                    + " advanced, enterprise) or unlimited (default: ${DEFAULT-VALUE}).")
    private Rate rate = Rate.parse(USUAL_RATE);

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "32",
            description = "Sales in flight at once, 1 to 256 (default: ${DEFAULT-VALUE}).")
    private int concurrency;

    @Option(
            names = "--give-up-after",
            paramLabel = "DURATION",
            defaultValue = "10m",
            description =
                    "How long the service may give no answer before the run stops, to be gone on with later: 90s, 10m,"
                            + " 2h, at most 24h (default: ${DEFAULT-VALUE}). Fewer than ten sales are each tried to their"
                            + " end.")
    private Duration giveUpAfter = Duration.ZERO;

    @Option(
            names = "--preflight",
            description = "Look at the service before the first sale is sent: how many of the sales can be attributed"
                    + " at all, and which are recorded already, by another integration or machine; those are skipped. Asks"
                    + " about each customer once a day, at the --rate.")
    private boolean preflight;

    @Mixin
    private ReadOptions reading = new ReadOptions();

    @Option(
            names = "--max-rejects",
            paramLabel = "N",
            description =
                    "Stop early: send nothing where more rows than that are invalid, and stop a run once more are not"
                            + " recorded, for whatever reason. Of each file; without it all rows are tried.")
    private long maxRejects = Long.MAX_VALUE;

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private DataFolderOption dataFolder = new DataFolderOption();

    @Mixin
    private RejectsOption rejects = new RejectsOption();

    @Mixin
    private ReportOption report = new ReportOption();

    @Mixin
    private AlertOptions alertOptions = new AlertOptions();

    @Mixin
    private MetricsFileOption metricsFile = new MetricsFileOption();

    @Mixin
    @SuppressWarnings("UnusedVariable") // It has been read by then: see there.
    private LogFormat logFormat = new LogFormat();

    @Option(
            names = "--json",
            description = "Print the summary as a JSON object on standard output (one a line and file), and all else on"
                    + " standard error.")
    private boolean json;

    ImportCommand(Surroundings surroundings) {
        this(surroundings, Optional.empty());
    }

    private ImportCommand(Surroundings surroundings, Optional<Seat> seat) {
        this.surroundings = surroundings;
        this.seat = seat;
        this.alerts = new ImportAlerts(surroundings.clock());
    }

    /** An import by a program that has opened the ledger and taken the turn. */
    static ImportCommand at(Seat seat, Surroundings surroundings) {
        return new ImportCommand(surroundings, Optional.of(seat));
    }

    @Override
    public Integer call() {
        return seat.isPresent()
                ? importInputs(MeasuredImport.unmeasured(surroundings)) // whoever gave the seat tells of it
                : alerts.telling(
                        alertOptions.alerts(
                                surroundings.environment(), keyVariable(), new Escaped(surroundings.err())::println),
                        this::importMeasured);
    }

    /** Where the sales go, by the options alone. */
    Destination destination() {
        return new Destination(destinationOptions.baseUrl().uri(), destinationOptions.workspace());
    }

    /** The variable that holds the key. */
    String keyVariable() {
        return destinationOptions.keyVariable();
    }

    /** What is measured is told apart by it; nothing where it is missing, which is said elsewhere. */
    String workspace() {
        return sandbox ? "sandbox" : destinationOptions.workspaceIfAny();
    }

    private int importMeasured() {
        MeasuredImport measured = metricsFile.begin(workspace(), surroundings);
        return measured.written(() -> importInputs(measured));
    }

    private int importInputs(MeasuredImport measured) {
        checkNumbers();
        report.check();
        try (Inputs inputs = sources.inputs(surroundings)) {
            List<SalesFile> files = sources.open(inputs);
            rejects.check(files);
            if (seat.isPresent()) {
                return importAll(survey(files), seat.get());
            }
            try (Interruption interruption = new Interruption(surroundings.err());
                    Target target = target()) {
                alerts.goesTo(target.destination(), interruption::cameUp);
                // Once more inside of it: an interrupted process ends when this is closed.
                return measured.written(() -> importAll(files, target, interruption, measured));
            }
        }
    }

    private Target target() {
        if (sandbox) {
            destinationOptions.ensureNone();
            return Target.rehearsal(dataFolder.path(surroundings.environment()), surroundings.clock());
        }
        return Target.of(destinationOptions, database, dataFolder, surroundings);
    }

    private int importAll(List<SalesFile> files, Target target, Interruption interruption, MeasuredImport measured) {
        target.ensureWorkspaceIsMeant(destinationOptions.isNewWorkspace());
        Map<SalesFile, Survey> surveys = survey(files);
        try (Turn turn = target.turn(surroundings.patience().leaseFor())) {
            return importAll(
                    surveys,
                    new Seat(target, turn, interruption, false, measured.meter(), (summary, isLimitReached) -> {
                        alerts.ended(summary);
                        measured.add(summary);
                    }));
        }
    }

    private int importAll(Map<SalesFile, Survey> surveys, Seat at) {
        Target target = at.target();
        Interruption interruption = at.interruption();
        try (Dub dub = new Dub(
                settings(target),
                surroundings.clock(),
                at.turn()::maySend,
                at.meter().watch())) {
            Importer importer = new Importer(target.store(), dub, at.turn(), surroundings.clock());
            interruption.stops(importer);
            if (!at.isTurnTaken() && !importer.awaitTurn(notes()::waiting)) {
                return ExitCode.STOPPED;
            }
            if (preflight) {
                Preflight seen = LookAhead.look(surveys, target, reading, rate, true, interruption, surroundings);
                forPeople().print(PreflightText.of(seen, true));
                ensureResendingIsSafe(seen);
                interruption.stops(importer);
            }
            if (resendInDoubt) {
                surveys.forEach((file, survey) ->
                        notes().resending(file, importer.inDoubtTooLong(order(target, file, survey))));
            }
            FileImport importing = new FileImport(importer, at, surroundings, rejects, maxRejects);
            List<RunSummary> summaries = new ArrayList<>();
            for (Map.Entry<SalesFile, Survey> file : surveys.entrySet()) {
                RunSummary summary =
                        importing.of(file.getKey(), file.getValue(), order(target, file.getKey(), file.getValue()));
                summaries.add(summary);
                at.ended().accept(summary, RejectLimit.isExceededBy(summary.totals(), maxRejects));
                print(summary);
                report(summaries, surveys, target);
                at.meter().look(target);
                RunId.end();
                if (!summary.completed()) {
                    return ExitCode.STOPPED;
                }
                if (summaries.size() < surveys.size() && RejectLimit.isExceededBy(summary.totals(), maxRejects)) {
                    surroundings.err().println("\nStopped before the next file: " + RejectLimit.reason(maxRejects));
                    return ExitCode.STOPPED;
                }
            }
            if (summaries.size() > 1) {
                forPeople().print("\nAll files together:\n\n" + SummaryText.totals(summaries));
            }
            boolean all =
                    summaries.stream().allMatch(summary -> summary.totals().allSettledWell());
            return all ? ExitCode.OK : ExitCode.SOME_NOT_RECORDED;
        }
    }

    private void ensureResendingIsSafe(Preflight seen) {
        if (resendInDoubt && seen.hidden() != 0) {
            throw new WrongUsage("--resend-in-doubt: the service counts other than it lists (by "
                    + Numbers.count(Math.abs(seen.hidden()))
                    + "), so that a sale in doubt may be recorded though it is not"
                    + " listed; look each up in Dub (dub-import status --in-doubt), or import without that option");
        }
    }

    private void report(List<RunSummary> summaries, Map<SalesFile, Survey> surveys, Target target) {
        if (!report.isWanted()) {
            return;
        }
        Map<String, String> digests = new LinkedHashMap<>();
        surveys.forEach((file, survey) -> digests.put(file.source().id(), survey.sha256()));
        ReportPage page = ReportPage.of(
                summaries, report.provenance(sources, surroundings.clock().instant(), digests));
        if (report.write(page, surroundings.err())) {
            report.keepFor(target.traces(), summaries.get(summaries.size() - 1), surroundings.err());
        }
    }

    /** What would only stop the run later is found before anything is sent. */
    private void ensureFewInvalid(SalesFile file, Survey survey) {
        if (survey.invalidRows() > maxRejects) {
            throw new WrongUsage(file.source().name() + ": "
                    + Numbers.rows(survey.invalidRows()) + " invalid, and --max-rejects allows "
                    + Numbers.count(maxRejects) + ": nothing was sent; dub-import validate shows them");
        }
    }

    private ImportOrder order(Target target, SalesFile file, Survey survey) {
        return new ImportOrder(
                file,
                survey,
                target.destination(),
                sources.recipe(),
                resendInDoubt,
                groupSize(),
                surroundings.patience().answerWithin(),
                surroundings.patience().answerWithin(),
                surroundings.patience().settlingPause());
    }

    /** Reads all files once before the first sale is sent: what is unusable is found now. */
    private Map<SalesFile, Survey> survey(List<SalesFile> files) {
        Map<SalesFile, Survey> surveys = new LinkedHashMap<>();
        for (SalesFile file : files) {
            Notes.print(surroundings.err(), file);
            Survey survey = Survey.of(file);
            surveys.put(file, survey);
            notes().plan(file, survey, sources.amountUnit(), rate);
        }
        surveys.forEach(this::ensureFewInvalid);
        return surveys;
    }

    /** Opens the destination for imports of many files, one by one; what is wrong with the options is said now. */
    Target openTarget() {
        checkNumbers();
        sources.recipe();
        Target target = target();
        try {
            target.ensureWorkspaceIsMeant(destinationOptions.isNewWorkspace());
            return target;
        } catch (RuntimeException e) {
            target.close();
            throw e;
        }
    }

    /** How a console reads the ledger that the options name. */
    LedgerReading reading() {
        return new LedgerReading(database, dataFolder, surroundings);
    }

    private void checkNumbers() {
        if (maxRejects < 0) {
            throw new WrongUsage("--max-rejects " + maxRejects + ": below 0; use 0 to stop at the first");
        }
        if (concurrency < 1 || concurrency > Settings.MOST_CONCURRENCY) {
            throw new WrongUsage(
                    "--concurrency " + concurrency + ": out of range; use 1 to " + Settings.MOST_CONCURRENCY);
        }
    }

    private Settings settings(Target target) {
        return new Settings(
                target.baseUrl(),
                target.key(),
                rate,
                concurrency,
                surroundings.patience().answerWithin(),
                surroundings.patience().settlingPause(),
                surroundings.patience().answerWithin(),
                surroundings.patience().retries(),
                giveUpAfter);
    }

    /** About a second's worth of sales. */
    private int groupSize() {
        long nanosPerSale = rate.timeFor(1).toNanos();
        int most = 250;
        return nanosPerSale == 0 ? most : (int) Math.max(1, Math.min(most, 1_000_000_000L / nanosPerSale));
    }

    private ImportNotes notes() {
        return new ImportNotes(surroundings.err());
    }

    private void print(RunSummary summary) {
        forPeople().println();
        forPeople().print(SummaryText.of(summary));
        if (json) {
            surroundings.out().println(SummaryJson.of(summary));
        }
    }

    private PrintStream forPeople() {
        return json ? surroundings.err() : surroundings.out();
    }
}
