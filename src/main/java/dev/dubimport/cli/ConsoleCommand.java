package dev.dubimport.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dub-import console}: a page to look at. */
@Command(
        name = "console",
        description =
                "Serves a page on 127.0.0.1 that shows runs and their outcomes, what is under way, and the story of an"
                        + " invoice, until it is interrupted. It changes nothing, and an import never waits for it for more than"
                        + " moments. The printed link has a key in it: whoever has it sees what the ledger knows.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dub-import console",
            "  dub-import console --port 0 --data-dir /srv/dub-import",
            "  ssh -L 4711:127.0.0.1:4711 HOST dub-import console"
        })
final class ConsoleCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final CountDownLatch ended = new CountDownLatch(1);

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = ConsoleOption.USUAL_PORT,
            description = "Where it listens; 0 for any free port (default: ${DEFAULT-VALUE}).")
    private int port;

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private DataFolderOption dataFolder = new DataFolderOption();

    ConsoleCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        LedgerReading reading = new LedgerReading(database, dataFolder, surroundings);
        try (Interruption interruption = new Interruption(surroundings.err());
                ServedConsole served = ServedConsole.start("--port", port, reading, surroundings)) {
            interruption.stopsReading(this::stop);
            served.announce();
            ended.await();
        }
        return ExitCode.OK;
    }

    /** Ends it; from any thread. */
    void stop() {
        ended.countDown();
    }
}
