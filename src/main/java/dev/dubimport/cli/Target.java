package dev.dubimport.cli;

import dev.dubimport.console.LiveFile;
import dev.dubimport.console.Traces;
import dev.dubimport.csv.Source;
import dev.dubimport.dub.ApiKey;
import dev.dubimport.dub.BaseUrl;
import dev.dubimport.job.Progress;
import dev.dubimport.job.Store;
import dev.dubimport.ledger.DataFolder;
import dev.dubimport.ledger.Database;
import dev.dubimport.ledger.Destination;
import dev.dubimport.ledger.NewerLedger;
import dev.dubimport.ledger.Turn;
import dev.dubimport.ledger.UnusableLedger;
import dev.dubimport.sale.Shown;
import dev.dubimport.sandbox.Sandbox;
import dev.dubimport.sandbox.SandboxSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Where an import goes, and the ledger that is kept of it: a service and a lasting ledger, or a rehearsal of both that leaves
 * no trace but its rejects.
 *
 * @param traces what runs leave for a console
 * @param place what the service or the lock of the data folder is held by
 */
record Target(
        Destination destination,
        ApiKey key,
        Store store,
        Path rejectsFolder,
        String rejectsPrefix,
        Traces traces,
        AutoCloseable place)
        implements AutoCloseable {
    /** Rehearsals have no lasting numbers: mended rejects of one must not be replaced by the next. */
    private static final DateTimeFormatter NUMBER =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    /** The service and the ledger that the options name. */
    static Target of(
            DestinationOptions options,
            DatabaseOption database,
            DataFolderOption dataFolder,
            Surroundings surroundings) {
        Destination destination = new Destination(options.baseUrl().uri(), options.workspace());
        ApiKey key = options.apiKey(surroundings.environment());
        Path folder = dataFolder.path(surroundings.environment());
        return database.database(surroundings.environment())
                .map(shared -> shared(destination, key, shared, folder, surroundings.clock()))
                .orElseGet(() -> live(destination, key, folder, surroundings.clock(), surroundings.err()::println));
    }

    /** The service that the options name, with a ledger that is begun in place of one that is lost; that is put aside. */
    static Target anew(DestinationOptions options, DataFolderOption dataFolder, Surroundings surroundings) {
        DatabaseOption.ensureNone(surroundings.environment());
        Destination destination = new Destination(options.baseUrl().uri(), options.workspace());
        ApiKey key = options.apiKey(surroundings.environment());
        DataFolder folder = DataFolder.open(dataFolder.path(surroundings.environment()));
        try {
            ensureIsLost(folder, surroundings.clock());
            Path rejects = DataFolder.rejectsIn(folder.path());
            folder.ledgerFile()
                    .beginAnew(surroundings.clock().instant())
                    .ifPresent(aside -> surroundings
                            .err()
                            .println("The former ledger is put aside: " + Shown.escaped(aside.toString())));
            return new Target(
                    destination,
                    key,
                    Ledgers.openUnchecked(folder, surroundings.clock()),
                    rejects,
                    "",
                    Traces.none(),
                    folder);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** A ledger that is sound knows what no service tells: sales of deleted links, and what was sent a moment ago. */
    private static void ensureIsLost(DataFolder folder, Clock clock) {
        if (!folder.ledgerFile().exists()) {
            return;
        }
        try {
            Ledgers.open(folder, clock).close();
        } catch (UnusableLedger lost) {
            return;
        } catch (WrongUsage unopened) {
            if (unopened.getCause() instanceof NewerLedger) {
                throw unopened;
            }
            return;
        }
        throw new WrongUsage(
                "--begin-anew: the ledger in " + Shown.escaped(folder.path().toString())
                        + " is sound, and knows more than the service lists; without --begin-anew what it lacks is added to it");
    }

    /**
     * Takes the data folder, or says at once that another process has it.
     *
     * @param notes is told where a ledger begins: nobody who has one should begin another unaware
     */
    private static Target live(
            Destination destination, ApiKey key, Path dataFolder, Clock clock, Consumer<String> notes) {
        DataFolder folder = DataFolder.open(dataFolder);
        try {
            boolean isNew = !folder.ledgerFile().exists();
            Path rejects = DataFolder.rejectsIn(folder.path());
            Store store = Ledgers.open(folder, clock);
            if (isNew) {
                notes.accept("A new ledger begins in "
                        + Shown.escaped(folder.path().toString()) + ": it knows of no sale that was recorded before.");
            }
            return new Target(destination, key, store, rejects, "", Traces.in(folder.path(), ""), folder);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** The ledger is in a database that others share; the data folder gets the rejects only. */
    private static Target shared(Destination destination, ApiKey key, Database database, Path dataFolder, Clock clock) {
        Path rejects = DataFolder.rejectsIn(dataFolder);
        return new Target(
                destination,
                key,
                Ledgers.open(database, clock),
                rejects,
                "",
                Traces.in(dataFolder, database.name()),
                () -> {});
    }

    static Target rehearsal(Path dataFolder, Clock clock) {
        Path rejects = DataFolder.rejectsIn(dataFolder);
        Sandbox sandbox = Sandbox.start(SandboxSettings.DEFAULT.withCallsPerMinute(SandboxSettings.UNLIMITED));
        Store store = Store.openInMemory(clock);
        return new Target(
                new Destination(sandbox.baseUrl(), "sandbox"),
                ApiKey.of(SandboxSettings.DEFAULT_KEY),
                store,
                rejects,
                "rehearsal-" + NUMBER.format(clock.instant()) + "-",
                Traces.none(),
                sandbox);
    }

    /** Not yet taken. */
    Turn turn(Duration leaseFor) {
        return store.ledger().turn(destination, leaseFor);
    }

    /**
     * The right to the destination, taken.
     *
     * @throws WrongUsage if somebody else has it
     */
    Turn takeTurn(Duration leaseFor) {
        Turn turn = turn(leaseFor);
        turn.tryTake().ifPresent(holder -> {
            throw new WrongUsage("another dub-import works on the same workspace (" + holder
                    + "); wait until it has ended, and run the same command again");
        });
        return turn;
    }

    /** For what is needed while the command runs only. */
    Path folder() {
        return Objects.requireNonNull(rejectsFolder.getParent());
    }

    /** A ledger of the data folder that was begun anew has adopted so many sales, and may be used from now on. */
    void endAnew(long adopted) {
        if (place instanceof DataFolder folder) {
            folder.ledgerFile().endAnew(adopted);
        }
    }

    BaseUrl baseUrl() {
        return new BaseUrl(destination.baseUrl());
    }

    /** The place for a run's rejects where the user names none. */
    Path rejectsOf(long run, Source source) {
        return rejectsFolder.resolve(rejectsPrefix + "run-" + run + "-" + source.rejectsName());
    }

    /** Tells a console how far the import of a file is. */
    LiveFile live(Source source, long rows, Progress next, Clock clock) {
        return traces.live(destination, source.id(), source.name(), rows, next, clock);
    }

    /**
     * A mistyped workspace would have no ledger, and every sale would be recorded a second time.
     *
     * @throws WrongUsage if the ledger knows others like it, but not this one, and nobody confirmed that it is another one
     */
    void ensureWorkspaceIsMeant(boolean isConfirmed) {
        List<Destination> known = store.ledger().destinations().stream()
                .filter(other -> other.baseUrl().equals(destination.baseUrl())
                        || (!isRehearsal(other) && !isRehearsal(destination)))
                .toList();
        if (known.isEmpty() || known.contains(destination) || isConfirmed) {
            return;
        }
        String names = known.stream().map(Destination::toString).collect(Collectors.joining(", "));
        throw new WrongUsage("the ledger knows no " + destination + "; so far it was used with " + names
                + ", and what is recorded there would not be skipped here; correct the name, or confirm with"
                + " --new-workspace that it is another workspace");
    }

    private static boolean isRehearsal(Destination destination) {
        return "http".equals(destination.baseUrl().getScheme());
    }

    @Override
    public void close() {
        try (place) {
            store.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("cannot be closed: " + place, e);
        }
    }
}
