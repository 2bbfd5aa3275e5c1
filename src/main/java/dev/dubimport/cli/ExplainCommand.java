package dev.dubimport.cli;

import dev.dubimport.csv.Source;
import dev.dubimport.ledger.Ledger;
import dev.dubimport.ledger.Story;
import dev.dubimport.report.Chronicle;
import dev.dubimport.report.StoryJson;
import dev.dubimport.report.StoryText;
import dev.dubimport.sale.Blanks;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dub-import explain}: what exactly happened to one invoice. */
@Command(
        name = "explain",
        description =
                "Tells all that the ledger knows of one invoice id: how its sale stands, for which line of which file it"
                        + " was sent, when, what the service answered, and which rows with it were not recorded, and why. Asks"
                        + " nobody else. Exit code 1 where the ledger knows nothing of it.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  dub-import explain INV-4711", "  dub-import explain INV-4711 --json"})
final class ExplainCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "INVOICE_ID", description = "As it was sent: blanks around it are not part of it.")
    private String invoiceId = "";

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private DataFolderOption dataFolder = new DataFolderOption();

    @Option(names = "--json", description = "Print it as one JSON object.")
    private boolean json;

    ExplainCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        String id = Blanks.strip(invoiceId);
        if (id.isEmpty()) {
            throw new WrongUsage("the invoice id is blank; give the one to explain");
        }
        return Ledgers.read(database, dataFolder, surroundings, (place, store) -> print(store.ledger(), id))
                .orElseThrow(() -> new WrongUsage("nothing was imported yet: there is no ledger in "
                        + Escaped.lines(
                                dataFolder.path(surroundings.environment()).toString())
                        + "; name its folder with --data-dir"));
    }

    private int print(Ledger ledger, String id) {
        Story story = ledger.story(id);
        Chronicle chronicle = new Chronicle(ledger::run, run -> Source.shown(run.file()));
        surroundings
                .out()
                .print(
                        json
                                ? new StoryJson(chronicle).of(story) + "\n"
                                : new StoryText(chronicle, surroundings.clock().instant()).of(story));
        return story.isUnknown() ? ExitCode.SOME_NOT_RECORDED : ExitCode.OK;
    }
}
