package dev.dubimport.job;

import dev.dubimport.csv.UnusableFile;
import dev.dubimport.ledger.Books;
import dev.dubimport.ledger.Claim;
import dev.dubimport.ledger.Decision;
import dev.dubimport.ledger.Entry;
import dev.dubimport.ledger.Ledger;
import dev.dubimport.ledger.RowKey;
import dev.dubimport.ledger.Turn;
import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Sale;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;

/**
 * Brings the rows of a chunk to their outcomes: asks the ledger, has sent what must be sent, and saves.
 *
 * <p>It never throws for what becomes of a row. Where the run is stopped in the middle of a chunk, the rows before the first one without an
 * outcome are saved, and the run goes on from there another time: that is why this writer, and not the reader, keeps the
 * position in the file.
 */
final class SalesWriter implements ItemStreamWriter<AssessedRow>, StepExecutionListener {
    private final long run;
    private final Ledger ledger;
    private final Books books;
    private final Shipping shipping;
    private final Turn turn;
    private final StopSignal stop;
    private final Consumer<ControlTotals> progress;
    private final Clock clock;
    private final boolean resendInDoubt;
    private Checkpoint checkpoint = Checkpoint.START;
    private Runnable endStep = () -> {};

    SalesWriter(
            long run,
            Ledger ledger,
            Books books,
            Shipping shipping,
            Turn turn,
            StopSignal stop,
            Consumer<ControlTotals> progress,
            Clock clock,
            boolean resendInDoubt) {
        this.run = run;
        this.ledger = ledger;
        this.books = books;
        this.shipping = shipping;
        this.turn = turn;
        this.stop = stop;
        this.progress = progress;
        this.clock = clock;
        this.resendInDoubt = resendInDoubt;
    }

    @Override
    public void beforeStep(StepExecution stepExecution) {
        endStep = stepExecution::setTerminateOnly;
    }

    @Override
    public void open(ExecutionContext context) {
        checkpoint = Checkpoint.readFrom(context);
        progress.accept(checkpoint.totals());
    }

    @Override
    public void write(Chunk<? extends AssessedRow> chunk) {
        Page page = new Page(run, chunk.getItems());
        shipping.ship(decide(page), settled -> {
            page.add(settled);
            progress.accept(checkpoint.plus(page.soFar()).totals());
        });
        if (stop.isGiven()) {
            page.endBeforeUnresolved();
        }
        turn.ensureOurs();
        ledger.reject(run, page.firstLine(), page.rejects());
        checkpoint = checkpoint.plus(page.totals());
        if (page.isComplete()) {
            // Otherwise more is known than is saved, and it was told when it was settled.
            progress.accept(checkpoint.totals());
        }
        if (stop.isGiven() || !page.isComplete()) {
            endStep.run();
        }
    }

    @Override
    public void update(ExecutionContext context) {
        checkpoint.writeTo(context);
    }

    /** Adds the outcomes that stand to the page, and returns what must be claimed and sent. */
    private List<Claim> decide(Page page) {
        List<AssessedRow> candidates = page.candidates();
        Map<String, Entry> known = books.find(
                candidates.stream().map(row -> row.sale().invoiceId()).toList());
        Instant now = clock.instant();
        List<Claim> claims = new ArrayList<>();
        Set<String> seen = new HashSet<>(candidates.size() * 2);
        for (AssessedRow row : candidates) {
            Sale sale = row.sale();
            if (!seen.add(sale.invoiceId())) {
                throw UnusableFile.changedAt(row.line());
            }
            RowKey key = new RowKey(run, row.line());
            Optional<Entry> entry = Optional.ofNullable(known.get(sale.invoiceId()));
            Decision decision =
                    Decision.of(sale, row.fingerprint(), key, entry, now).answered(resendInDoubt);
            if (decision instanceof Decision.Send send) {
                claims.add(send.claim());
            } else {
                page.add(row.line(), ((Decision.Stands) decision).finding());
            }
        }
        return claims;
    }
}
