package dev.dubimport.cli;

import dev.dubimport.dub.Rate;
import dev.dubimport.dub.Readback;
import dev.dubimport.ledger.DataFolder;
import dev.dubimport.ledger.Turn;
import dev.dubimport.reconcile.Adopted;
import dev.dubimport.report.Numbers;
import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dub-import ledger adopt}. */
@Command(
        name = "adopt",
        description =
                "Fills the ledger with the sales that the service has recorded and the ledger does not know, so that"
                        + " no import records them again: after a ledger was lost, on another machine, or where an integration"
                        + " has recorded sales that stand in your files too. What the ledger knows stays as it is; sales in doubt"
                        + " are settled by what is found.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dub-import ledger adopt --workspace acme",
            "  dub-import ledger adopt --workspace acme --begin-anew     the ledger is gone, and there is no backup"
        })
final class LedgerAdoptCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private DestinationOptions destinationOptions = new DestinationOptions();

    @Mixin
    private ReadOptions reading = new ReadOptions();

    @Option(
            names = "--begin-anew",
            description =
                    "Your decision where the ledger is gone or damaged and there is no backup of it: begin a new one."
                            + " What is left of the old one is put aside, not deleted.")
    private boolean beginAnew;

    private boolean isBegun;

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private DataFolderOption dataFolder = new DataFolderOption();

    LedgerAdoptCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (Interruption interruption = new Interruption(surroundings.err());
                Target target = target()) {
            target.ensureWorkspaceIsMeant(destinationOptions.isNewWorkspace());
            adopt(target, interruption);
        }
        return ExitCode.OK;
    }

    private Target target() {
        isBegun = beginAnew || beginsHere();
        return isBegun
                ? Target.anew(destinationOptions, dataFolder, surroundings)
                : Target.of(destinationOptions, database, dataFolder, surroundings);
    }

    /** A ledger that never was is begun like one that is lost: half filled, it must not be imported with. */
    private boolean beginsHere() {
        if (database.database(surroundings.environment()).isPresent()) {
            return false;
        }
        try (DataFolder folder = DataFolder.open(dataFolder.path(surroundings.environment()))) {
            folder.ledgerFile().ensureKept();
            return !folder.ledgerFile().exists();
        }
    }

    private void adopt(Target target, Interruption interruption) {
        try (Turn turn = target.takeTurn(surroundings.patience().leaseFor());
                Readback service = reading.readback(target, Rate.UNLIMITED, surroundings)) {
            interruption.stopsReading(service::stop);
            Adopted adopted = read(target, service, interruption);
            turn.ensureOurs();
            if (isBegun) {
                target.endAnew(adopted.added());
            }
            print(adopted, target);
        }
    }

    private Adopted read(Target target, Readback service, Interruption interruption) {
        try (ReadingDisplay display = ReadingDisplay.of(surroundings, interruption)) {
            return reading.reconciler(target, service, display, surroundings).adopt();
        }
    }

    private void print(Adopted adopted, Target target) {
        PrintStream out = surroundings.out();
        out.println("Adopted " + Numbers.count(adopted.added()) + (adopted.added() == 1 ? " sale" : " sales")
                + " that " + target.destination() + " had recorded by "
                + adopted.asOf().truncatedTo(ChronoUnit.SECONDS) + ": imports skip them from now on. "
                + Numbers.count(adopted.known()) + " the ledger knew already.");
        long settled = adopted.settled().recorded() + adopted.settled().missed();
        if (settled > 0) {
            out.println(
                    "Of the sales in doubt " + Numbers.count(adopted.settled().recorded())
                            + " were found recorded, and "
                            + Numbers.count(adopted.settled().missed())
                            + " surely not: the next import sends those.");
        }
        out.println("What it cannot know:");
        out.println("  - " + Numbers.count(adopted.nameless())
                + " recorded without an invoice id: nothing keeps those from being recorded again.");
        long hidden = Math.max(0, adopted.service().hidden());
        out.println("  - " + Numbers.count(hidden)
                + " that the service counts and does not list, because their links were deleted.");
        if (beginAnew) {
            out.println("  - other workspaces that were imported to from this data folder: each needs its own"
                    + " dub-import ledger adopt before it is imported to again.");
        }
        if (adopted.repeated() > 0) {
            out.println("  - " + Numbers.count(adopted.repeated())
                    + " invoice ids that the service has more than once; dub-import reconcile names them.");
        }
        out.println(
                "  - customers, events and metadata of what was adopted: a row is skipped by its invoice id, and only an"
                        + " other amount in the same currency is noticed.");
    }
}
