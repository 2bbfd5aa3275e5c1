package dev.dubimport.ledger;

import dev.dubimport.sale.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The writing of claims and of what became of them, in the transaction of the caller. An entry is written only where it still is
 * as it was read: of two processes that read the same, one is refused.
 */
final class Claims {
    private final long destinationId;
    private final JdbcTemplate jdbc;
    private final Entries entries;
    private final Trail trail;

    Claims(long destinationId, JdbcTemplate jdbc, Entries entries, Trail trail) {
        this.destinationId = destinationId;
        this.jdbc = jdbc;
        this.entries = entries;
        this.trail = trail;
    }

    /** Writes all of the claims, or throws. */
    void claim(List<Claim> claims, long now) {
        List<Object[]> inserts = new ArrayList<>(claims.size());
        List<Object[]> updates = new ArrayList<>();
        for (Claim claim : claims) {
            claim.earlier()
                    .ifPresentOrElse(
                            earlier -> updates.add(update(claim, earlier, now)),
                            () -> inserts.add(insertion(claim, now)));
        }
        insert(inserts);
        int[] written = jdbc.batchUpdate(
                "update entry set fingerprint_high = ?, fingerprint_low = ?, minor_units = ?, currency = ?,"
                        + " outcome = null, recorded_minor_units = null, recorded_currency = null, adopted = false,"
                        + " run_id = ?, line = ?, first_attempt_millis = ?, last_attempt_millis = ?"
                        + Entries.UNCHANGED,
                updates);
        if (!Entries.unwritten(updates, written).isEmpty()) {
            throw taken();
        }
        trail.keep(claims.stream().flatMap(claim -> claim.earlier().stream()).toList(), Former.By.CLAIM, now);
    }

    /** Whether all of these claims stand as they were made at that time. */
    boolean stand(List<Claim> claims, long claimedAt) {
        return entries.count(
                        claims,
                        claim -> claim.sale().invoiceId(),
                        (claim, entry) -> entry.isOf(claim.row())
                                && entry.outcome().isEmpty()
                                && entry.lastAttempt().toEpochMilli() == claimedAt)
                == claims.size();
    }

    /** Writes what became of the claims of that time, and returns those that no longer stood. */
    List<Settlement> settle(List<Settlement> settlements, long claimedAt, long now) {
        int[] written = jdbc.batchUpdate(
                "update entry set outcome = ?, recorded_minor_units = ?, recorded_currency = ?, last_attempt_millis = ?"
                        + " where destination_id = ? and invoice_id = ? and outcome is null and last_attempt_millis = ?",
                settlements.stream()
                        .map(settlement -> new Object[] {
                            settlement.outcome().name(),
                            Entries.minorUnits(settlement.recorded()),
                            Entries.currency(settlement.recorded()),
                            now,
                            destinationId,
                            settlement.invoiceId(),
                            claimedAt
                        })
                        .toList());
        List<Settlement> unwritten = Entries.unwritten(settlements, written);
        trail.keepAttempts(settlements.stream()
                .filter(settlement -> !unwritten.contains(settlement))
                .toList());
        return unwritten;
    }

    /** Whether these outcomes were written at that time. */
    boolean areSettled(List<Settlement> settlements, long settledAt) {
        return entries.count(
                        settlements,
                        Settlement::invoiceId,
                        (settlement, entry) -> entry.outcome().equals(Optional.of(settlement.outcome()))
                                && entry.lastAttempt().toEpochMilli() == settledAt)
                == settlements.size();
    }

    /** Makes the ledger as it was before that claim. One that no longer stands is another process's now, and stays. */
    void release(Claim claim, long claimedAt) {
        Optional<Entry> earlier = claim.earlier();
        if (earlier.isEmpty()) {
            jdbc.update(
                    "delete from entry where destination_id = ? and invoice_id = ? and outcome is null"
                            + " and last_attempt_millis = ?",
                    destinationId,
                    claim.sale().invoiceId(),
                    claimedAt);
            return;
        }
        Entry entry = earlier.get();
        int restored = jdbc.update(
                "update entry set fingerprint_high = ?, fingerprint_low = ?, minor_units = ?, currency = ?, outcome = ?,"
                        + " recorded_minor_units = ?, recorded_currency = ?, adopted = ?,"
                        + " run_id = ?, line = ?, first_attempt_millis = ?, last_attempt_millis = ?"
                        + " where destination_id = ? and invoice_id = ? and outcome is null and last_attempt_millis = ?",
                entry.fingerprint().high(),
                entry.fingerprint().low(),
                entry.amount().minorUnits(),
                entry.amount().currency().getCurrencyCode(),
                Entries.outcome(entry),
                Entries.minorUnits(entry.recorded()),
                Entries.currency(entry.recorded()),
                entry.isAdopted(),
                entry.run(),
                entry.line(),
                entry.firstAttempt().toEpochMilli(),
                entry.lastAttempt().toEpochMilli(),
                destinationId,
                entry.invoiceId(),
                claimedAt);
        if (restored > 0) {
            trail.forget(claim, claimedAt);
        }
    }

    private void insert(List<Object[]> rows) {
        try {
            jdbc.batchUpdate(
                    "insert into entry (destination_id, invoice_id, fingerprint_high, fingerprint_low, minor_units,"
                            + " currency, run_id, line, first_attempt_millis, last_attempt_millis)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    rows);
        } catch (DuplicateKeyException e) {
            throw taken();
        }
    }

    private Object[] insertion(Claim claim, long now) {
        Money amount = claim.sale().amount();
        return new Object[] {
            destinationId,
            claim.sale().invoiceId(),
            claim.fingerprint().high(),
            claim.fingerprint().low(),
            amount.minorUnits(),
            amount.currency().getCurrencyCode(),
            claim.row().run(),
            claim.row().line(),
            now,
            now
        };
    }

    private Object[] update(Claim claim, Entry earlier, long now) {
        Money amount = claim.sale().amount();
        return entries.ifUnchanged(
                earlier,
                claim.fingerprint().high(),
                claim.fingerprint().low(),
                amount.minorUnits(),
                amount.currency().getCurrencyCode(),
                claim.row().run(),
                claim.row().line(),
                claim.firstAttempt().map(Instant::toEpochMilli).orElse(now),
                now);
    }

    static TakenOver taken() {
        return new TakenOver(
                "another process claimed a sale of this run; nothing is sent twice: wait until that process"
                        + " has ended, then run the same command again");
    }
}
