package dev.dubimport.ledger;

import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The ledger's entries for one destination.
 *
 * <p>A sale comes through here twice: {@link #claim} before it is sent, {@link #settle} afterwards. Both are committed when
 * they return, each in a transaction of its own: a process that dies in between leaves claims without an outcome, and those
 * are exactly the sales that may have been recorded without our knowing.
 */
public final class Books {
    private final long destinationId;
    private final JdbcTemplate jdbc;
    private final Vendor vendor;
    private final Entries entries;
    private final Claims claimWriting;
    private final Evidence evidence;
    private final TransactionTemplate ownTransaction;
    private final Patience patience;
    private final Clock clock;
    private final Tidemark tidemark;

    Books(
            long destinationId,
            JdbcTemplate jdbc,
            Vendor vendor,
            TransactionTemplate ownTransaction,
            Patience patience,
            Clock clock,
            Tidemark tidemark) {
        this.destinationId = destinationId;
        this.jdbc = jdbc;
        this.vendor = vendor;
        this.entries = new Entries(destinationId, jdbc, vendor);
        Trail trail = new Trail(destinationId, jdbc);
        this.claimWriting = new Claims(destinationId, jdbc, entries, trail);
        this.evidence = new Evidence(destinationId, jdbc, entries, trail);
        this.ownTransaction = ownTransaction;
        this.patience = patience;
        this.clock = clock;
        this.tidemark = tidemark;
    }

    /**
     * The entries of those invoice ids, by invoice id; what the ledger does not know is absent. They are read in a transaction
     * of their own: the one around would sit idle on its connection from here on, while sales are sent.
     */
    public Map<String, Entry> find(Collection<String> invoiceIds) {
        if (invoiceIds.isEmpty()) {
            return Map.of();
        }
        return patience.bear(
                again -> Objects.requireNonNull(ownTransaction.execute(status -> entries.find(invoiceIds))));
    }

    /**
     * Writes that these sales, one at least and all of one run, are about to be sent. When it returns, the claims survive the
     * death of the process, and of the machine.
     *
     * @return the time by which the claims are known: nobody may settle or release them with another
     * @throws TakenOver if the ledger is not as it was read, because an invoice id was claimed in between; nothing is claimed
     *     then
     */
    public Instant claim(List<Claim> claims) {
        long now = clock.millis();
        long run = claims.get(0).row().run();
        long claimsOfRun = patience.bear(perhapsDone -> claim(claims, run, now, perhapsDone));
        vendor.flush(jdbc);
        tidemark.rise(run, claimsOfRun);
        return Instant.ofEpochMilli(now);
    }

    /**
     * Writes what became of the sales that were claimed at that time.
     *
     * @throws TakenOver if some of the claims are no longer ours; all others are settled then
     */
    public void settle(Instant claimedAt, List<Settlement> settlements) {
        if (settlements.isEmpty()) {
            return;
        }
        long now = clock.millis();
        patience.bear(perhapsDone -> {
            settle(settlements, claimedAt.toEpochMilli(), now);
            return true;
        });
    }

    /** Takes back claims of that time, of sales that were surely not sent: the ledger is as it was before them. */
    public void release(Instant claimedAt, List<Claim> claims) {
        if (claims.isEmpty()) {
            return;
        }
        patience.bear(perhapsDone -> {
            ownTransaction.executeWithoutResult(
                    status -> claims.forEach(claim -> claimWriting.release(claim, claimedAt.toEpochMilli())));
            return true;
        });
    }

    /**
     * Takes over sales that the service has recorded, in one transaction. What the ledger knows of already stays as it is, unless
     * the adoption takes its place; of several adoptions of one invoice id the first counts.
     *
     * @return how many were new
     * @throws TakenOver if another process wrote one of them in between; nothing is adopted then
     */
    public int adopt(List<Adoption> adoptions) {
        Map<String, Adoption> unknown = new LinkedHashMap<>();
        adoptions.forEach(adoption -> unknown.putIfAbsent(adoption.invoiceId(), adoption));
        Map<String, Entry> known = find(List.copyOf(unknown.keySet()));
        unknown.values().removeIf(adoption -> adoption.former().isEmpty() && known.containsKey(adoption.invoiceId()));
        if (unknown.isEmpty()) {
            return 0;
        }
        List<Adoption> news = List.copyOf(unknown.values());
        patience.bear(perhapsDone -> {
            adopt(news, perhapsDone);
            return true;
        });
        vendor.flush(jdbc);
        return news.size();
    }

    /**
     * Settles sales in doubt by evidence. An entry that is no longer as it was read stays as it is.
     *
     * @return how many were written
     */
    public int resolve(List<Resolution> resolutions) {
        if (resolutions.isEmpty()) {
            return 0;
        }
        long now = clock.millis();
        return patience.bear(perhapsDone -> Objects.requireNonNull(ownTransaction.execute(status -> {
            List<Resolution> unwritten = evidence.resolve(resolutions, now);
            int earlier = perhapsDone ? evidence.countResolved(unwritten, now) : 0;
            return resolutions.size() - unwritten.size() + earlier;
        })));
    }

    /** When anything was written last about any of the sales; empty where there are none. */
    public Optional<Instant> lastAttempt() {
        return Optional.ofNullable(jdbc.queryForObject(
                        "select max(last_attempt_millis) from entry where destination_id = ?",
                        Long.class,
                        destinationId))
                .map(Instant::ofEpochMilli);
    }

    /** How many sales may have been recorded without an answer having come. */
    public long countInDoubt() {
        return Objects.requireNonNull(jdbc.queryForObject(
                "select count(*) from entry where destination_id = ? and (outcome is null or outcome = 'IN_DOUBT')",
                Long.class,
                destinationId));
    }

    /**
     * What is written of a run already beyond its saved outcomes.
     *
     * @param saved the outcomes of the run's rows that are saved
     */
    public Beyond beyond(long run, ControlTotals saved) {
        return new Beyond(
                countOf(run, "outcome = 'RECORDED'")
                        - saved.of(Outcome.RECORDED).count(),
                countOf(run, "(outcome is null or outcome = 'IN_DOUBT')")
                        - saved.of(Outcome.IN_DOUBT).count());
    }

    private long countOf(long run, String condition) {
        return Objects.requireNonNull(jdbc.queryForObject(
                "select count(*) from entry where destination_id = ? and run_id = ? and " + condition,
                Long.class,
                destinationId,
                run));
    }

    /**
     * Hands over all entries one by one, in the order of the characters of their invoice ids, as {@link String#compareTo} has it
     * (PostgreSQL orders characters beyond U+FFFF behind all others).
     */
    public void each(Consumer<Entry> reader) {
        // PostgreSQL hands out rows bit by bit within a transaction only.
        ownTransaction.executeWithoutResult(status -> entries.each(reader));
    }

    /** Hands over all sales in doubt, the oldest first, one by one. */
    public void inDoubt(Consumer<Entry> reader) {
        // PostgreSQL hands out rows bit by bit within a transaction only.
        ownTransaction.executeWithoutResult(status -> entries.inDoubt(reader));
    }

    /** The sales in doubt, the oldest first, at most so many. */
    public List<Entry> inDoubt(int most) {
        return entries.inDoubt(most);
    }

    private long claimsOf(long run) {
        return Objects.requireNonNull(
                jdbc.queryForObject("select coalesce(max(claims), 0) from run where id = ?", Long.class, run));
    }

    /** A commit whose acknowledgement was lost with the connection shows itself as claims that stand already. */
    private long claim(List<Claim> claims, long run, long now, boolean perhapsDone) {
        try {
            return Objects.requireNonNull(ownTransaction.execute(status -> {
                claimWriting.claim(claims, now);
                jdbc.update("update run set claims = claims + 1 where id = ?", run);
                return claimsOf(run);
            }));
        } catch (TakenOver taken) {
            return Objects.requireNonNull(ownTransaction.execute(status -> {
                if (!perhapsDone || !claimWriting.stand(claims, now)) {
                    throw taken;
                }
                return claimsOf(run);
            }));
        }
    }

    /** As above: a commit that nobody heard of shows itself as entries that are there already. */
    private void adopt(List<Adoption> adoptions, boolean perhapsDone) {
        try {
            ownTransaction.executeWithoutResult(status -> evidence.adopt(adoptions, clock.millis()));
        } catch (TakenOver taken) {
            boolean areAdopted =
                    Objects.requireNonNull(ownTransaction.execute(status -> evidence.areAdopted(adoptions)));
            if (!perhapsDone || !areAdopted) {
                throw taken;
            }
        }
    }

    private void settle(List<Settlement> settlements, long claimedAt, long now) {
        List<Settlement> unwritten = Objects.requireNonNull(
                ownTransaction.execute(status -> claimWriting.settle(settlements, claimedAt, now)));
        // As above: they may have been written by a commit that nobody heard of.
        if (!unwritten.isEmpty() && !areSettled(unwritten, now)) {
            throw Claims.taken();
        }
    }

    /** On a connection of its own: that of the transaction around may have gone with the database that we waited for. */
    private boolean areSettled(List<Settlement> settlements, long now) {
        return Objects.requireNonNull(ownTransaction.execute(status -> claimWriting.areSettled(settlements, now)));
    }
}
