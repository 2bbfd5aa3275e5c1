package dev.dubimport.cli;

import dev.dubimport.ledger.Statistics;
import dev.dubimport.report.StatisticsJson;
import dev.dubimport.report.StatisticsText;
import dev.dubimport.sale.Shown;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dub-import ledger stats}. */
@Command(
        name = "stats",
        description =
                "Counts what the ledger holds: entries by outcome with their money, how they grew by month, runs, rejects,"
                        + " and the room on the disk. Also of a ledger in PostgreSQL.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LedgerStatsCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(names = "--json", description = "Print it as one JSON object, amounts in minor units.")
    private boolean json;

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private DataFolderOption dataFolder = new DataFolderOption();

    LedgerStatsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return Ledgers.read(database, dataFolder, surroundings, (place, store) -> {
                    print(place, store.ledger().statistics());
                    return ExitCode.OK;
                })
                .orElseThrow(() -> new WrongUsage("there is no data folder "
                        + Shown.escaped(
                                dataFolder.path(surroundings.environment()).toString())
                        + "; name the folder of the ledger with --data-dir"));
    }

    private void print(String place, Statistics statistics) {
        if (json) {
            surroundings.out().println(StatisticsJson.of(statistics));
            return;
        }
        surroundings.out().println("Ledger: " + Shown.escaped(place));
        surroundings.out().print(StatisticsText.of(statistics));
    }
}
