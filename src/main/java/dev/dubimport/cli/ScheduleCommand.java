package dev.dubimport.cli;

import dev.dubimport.alert.Alerts;
import dev.dubimport.ledger.Destination;
import dev.dubimport.ledger.FolderInUse;
import dev.dubimport.metrics.MetricsServer;
import dev.dubimport.sale.Shown;
import dev.dubimport.schedule.Calendar;
import dev.dubimport.schedule.Completeness;
import dev.dubimport.schedule.Plan;
import dev.dubimport.schedule.Scheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** {@code dub-import schedule}: imports what comes into a folder, every night or at once. */
@Command(
        name = "schedule",
        description = "Imports the files that are put into a folder, each once, at certain times or as soon as they"
                + " are complete. Stays in the foreground until it is interrupted. Takes the options of import that say"
                + " how and where to as well (see dub-import import --help); one that both have goes to import behind a"
                + " --.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dub-import schedule --inbox /srv/sales --cron \"0 0 3 * * *\" --zone Europe/Berlin --workspace acme",
            "  dub-import schedule --inbox /srv/sales --watch --complete done --workspace acme --mapping shop.yml",
            "  dub-import schedule --inbox /srv/sales --cron \"0 0 3 * * MON-FRI\" --zone Europe/Berlin \\",
            "      --expect-file-by 06:00 --workspace acme --mapping shop.yml -- --zone UTC"
        })
final class ScheduleCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final LongSupplier nanoTime;
    private final Scheduler.Pause pause;

    @Option(
            names = "--inbox",
            paramLabel = "DIR",
            required = true,
            description = "The folder of the files to import. What is done with goes to archive/YYYY/MM in it, with its"
                    + " report and rejects; what needs you goes to failed, with a note.")
    private Path inbox = Path.of("");

    @Option(
            names = "--cron",
            paramLabel = "EXPRESSION",
            description =
                    "When to import, in --zone: second, minute, hour, day, month, day of the week; \"0 0 3 * * *\" is"
                            + " every night at three.")
    private Optional<String> cron = Optional.empty();

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "The time zone of --cron and --expect-file-by: Europe/Berlin, UTC.")
    private Optional<ZoneId> zone = Optional.empty();

    @Option(names = "--watch", description = "Import each file as soon as it is complete, instead of --cron.")
    private boolean watch;

    @Option(
            names = "--expect-file-by",
            paramLabel = "HH:MM",
            description = "Say so where no new file has come by then. A run of --cron waits until then for its file.")
    private Optional<LocalTime> expectFileBy = Optional.empty();

    @Option(
            names = "--complete",
            paramLabel = "stable|renamed|done",
            defaultValue = "stable",
            description =
                    "When a file is complete: its size and time have not changed for a while (stable, the default); it"
                            + " is there, because it is renamed into place (renamed); there is a file NAME.done (done)."
                            + " Names that begin with a dot or end in .part, .partial, .filepart, .crdownload, .tmp or ~"
                            + " never are.")
    private Completeness completeness = Completeness.STABLE;

    @Option(
            names = "--stable-for",
            paramLabel = "DURATION",
            defaultValue = "1m",
            description = "How long a stable file has not changed (default: ${DEFAULT-VALUE}).")
    private Duration stableFor = Duration.ZERO;

    @Mixin
    private AlertOptions alertOptions = new AlertOptions();

    @Mixin
    private MetricsEndpoint metrics = new MetricsEndpoint();

    @Mixin
    @SuppressWarnings("UnusedVariable") // It has been read by then: see there.
    private LogFormat logFormat = new LogFormat();

    @Mixin
    private ConsoleOption console = new ConsoleOption();

    @Unmatched
    private List<String> importOptions = new ArrayList<>();

    ScheduleCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.nanoTime = System::nanoTime;
        this.pause = this::sleep;
    }

    /** One for which time passes as a test has it. */
    ScheduleCommand(Surroundings surroundings, LongSupplier nanoTime, Scheduler.Pause pause) {
        this.surroundings = surroundings;
        this.nanoTime = nanoTime;
        this.pause = pause;
    }

    @Override
    public Integer call() {
        Plan plan = plan();
        ImportCommand importing = new ImportCommand(surroundings);
        ImportArguments.parse(importing, importOptions, plan.inbox(), surroundings);
        Optional<MetricsServer> server = metrics.open(importing.workspace(), surroundings.clock());
        try {
            Meter meter = new Meter(server.map(MetricsServer::metrics));
            // What is wrong with the options, the key or the ledger is said now, and not every night.
            Destination destination = destinationOf(importing, meter);
            run(plan, destination, importing, meter, server);
        } finally {
            server.ifPresent(MetricsServer::close);
        }
        return ExitCode.STOPPED;
    }

    private void run(
            Plan plan, Destination destination, ImportCommand importing, Meter meter, Optional<MetricsServer> server) {
        LedgerReading reading = importing.reading();
        Escaped out = new Escaped(surroundings.out());
        server.ifPresent(open -> out.println("metrics at " + open.url()));
        try (ServedConsole page = console.serve(reading, surroundings);
                Interruption interruption = new Interruption(surroundings.err());
                Alerts alerts = alertOptions.alerts(
                        surroundings.environment(),
                        importing.keyVariable(),
                        trouble -> out.println(plan.time(surroundings.clock().instant()) + " " + trouble))) {
            page.announce();
            interruption.stopsReading(this::stop);
            new Scheduler(
                            plan,
                            new ImportOffice(surroundings, importOptions, interruption, reading, this::stop, meter),
                            surroundings.clock(),
                            nanoTime,
                            pause,
                            () -> ended.getCount() == 0,
                            out::println,
                            new ScheduleAlerts(alerts, destination, plan, surroundings.clock())
                                    .andThen(server.map(MetricsServer::schedule).orElse(happening -> {})))
                    .run();
        }
    }

    private static Destination destinationOf(ImportCommand importing, Meter meter) {
        try (Target target = importing.openTarget()) {
            meter.look(target);
            return target.destination();
        } catch (FolderInUse | LedgerAway later) {
            // Nothing is wrong: the scheduler meets it at once, says so, and tries again.
            return importing.destination();
        }
    }

    /** Has it end after the sales in flight; from any thread. */
    void stop() {
        ended.countDown();
    }

    private void sleep(Duration length) {
        try {
            ended.await(length.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
        }
    }

    Plan plan() {
        if (cron.isPresent() == watch) {
            throw new WrongUsage("when? Use either --cron EXPRESSION --zone ZONE, or --watch");
        }
        boolean needsZone = cron.isPresent() || expectFileBy.isPresent();
        if (needsZone && zone.isEmpty()) {
            throw new WrongUsage("--zone: missing; name the time zone in which "
                    + (watch ? "--expect-file-by" : "--cron") + " is meant, such as Europe/Berlin or UTC");
        }
        ZoneId in = zone.orElse(ZoneOffset.UTC);
        return new Plan(folder(), completeness, stableFor, cron.map(text -> calendar(text, in)), expectFileBy, in);
    }

    private Calendar calendar(String text, ZoneId in) {
        Calendar calendar;
        try {
            calendar = Calendar.parse(text, in);
        } catch (IllegalArgumentException e) {
            throw new WrongUsage("--cron \"" + Shown.shortened(text) + "\": " + e.getMessage()
                    + "; use second, minute, hour, day, month and day of the week: \"0 0 3 * * *\"");
        }
        if (calendar.next(surroundings.clock().instant()).isEmpty()) {
            throw new WrongUsage("--cron \"" + Shown.shortened(text) + "\": there is no such time; mend it");
        }
        return calendar;
    }

    private Path folder() {
        try {
            Path folder = inbox.toRealPath();
            if (Files.isDirectory(folder) && Files.isWritable(folder)) {
                return folder;
            }
        } catch (IOException missing) {
            // Said below, as for what is no folder.
        }
        throw new WrongUsage(
                "--inbox " + inbox + ": no folder, or one that cannot be written, and files are moved from it;"
                        + " make it, or name another");
    }
}
