package dev.dubimport.ledger;

import dev.dubimport.sale.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The writing of what the service was seen to have, in the transaction of the caller: sales are adopted, doubts are settled. An
 * entry is written only where it still is as it was read.
 */
final class Evidence {
    private final long destinationId;
    private final JdbcTemplate jdbc;
    private final Entries entries;
    private final Trail trail;

    Evidence(long destinationId, JdbcTemplate jdbc, Entries entries, Trail trail) {
        this.destinationId = destinationId;
        this.jdbc = jdbc;
        this.entries = entries;
        this.trail = trail;
    }

    /** Writes them, or throws where one of them is known, or is no longer as it was read. */
    void adopt(List<Adoption> adoptions, long now) {
        List<Object[]> inserts = new ArrayList<>(adoptions.size());
        List<Object[]> updates = new ArrayList<>();
        for (Adoption adoption : adoptions) {
            adoption.former()
                    .ifPresentOrElse(
                            former -> updates.add(update(adoption, former)), () -> inserts.add(insertion(adoption)));
        }
        try {
            jdbc.batchUpdate(
                    "insert into entry (destination_id, invoice_id, fingerprint_high, fingerprint_low, minor_units,"
                            + " currency, outcome, recorded_minor_units, recorded_currency, adopted, run_id, line,"
                            + " first_attempt_millis, last_attempt_millis)"
                            + " values (?, ?, 0, 0, ?, ?, 'RECORDED', ?, ?, true, 0, 0, ?, ?)",
                    inserts);
        } catch (DuplicateKeyException e) {
            throw writtenMeanwhile();
        }
        int[] written = jdbc.batchUpdate(
                "update entry set fingerprint_high = 0, fingerprint_low = 0, minor_units = ?, currency = ?,"
                        + " outcome = 'RECORDED', recorded_minor_units = ?, recorded_currency = ?, adopted = true,"
                        + " run_id = 0, line = 0, first_attempt_millis = ?, last_attempt_millis = ?"
                        + Entries.UNCHANGED,
                updates);
        if (!Entries.unwritten(updates, written).isEmpty()) {
            throw writtenMeanwhile();
        }
        trail.keep(
                adoptions.stream()
                        .flatMap(adoption -> adoption.former().stream())
                        .toList(),
                Former.By.ADOPTION,
                now);
    }

    /** Whether the ledger has all of these as they were adopted. */
    boolean areAdopted(List<Adoption> adoptions) {
        return entries.count(
                        adoptions,
                        Adoption::invoiceId,
                        (adoption, entry) -> entry.isAdopted() && entry.amount().equals(adoption.recorded()))
                == adoptions.size();
    }

    /** Writes what is known of the sales in doubt by now, and returns those that were no longer as they were read. */
    List<Resolution> resolve(List<Resolution> resolutions, long now) {
        int[] written = jdbc.batchUpdate(
                "update entry set outcome = ?, recorded_minor_units = ?, recorded_currency = ?, last_attempt_millis = ?"
                        + Entries.UNCHANGED,
                resolutions.stream()
                        .map(resolution -> entries.ifUnchanged(
                                resolution.entry(),
                                resolution.outcome().name(),
                                Entries.minorUnits(resolution.recorded()),
                                Entries.currency(resolution.recorded()),
                                now))
                        .toList());
        List<Resolution> unwritten = Entries.unwritten(resolutions, written);
        trail.keep(
                resolutions.stream()
                        .filter(resolution -> !unwritten.contains(resolution))
                        .map(Resolution::entry)
                        .toList(),
                Former.By.EVIDENCE,
                now);
        return unwritten;
    }

    /** How many of these were written at that time. */
    int countResolved(List<Resolution> resolutions, long resolvedAt) {
        return entries.count(
                resolutions,
                resolution -> resolution.entry().invoiceId(),
                (resolution, entry) -> entry.outcome().equals(Optional.of(resolution.outcome()))
                        && entry.isOf(resolution.entry().row())
                        && entry.lastAttempt().toEpochMilli() == resolvedAt);
    }

    private Object[] insertion(Adoption adoption) {
        Money recorded = adoption.recorded();
        return new Object[] {
            destinationId,
            adoption.invoiceId(),
            recorded.minorUnits(),
            recorded.currency().getCurrencyCode(),
            recorded.minorUnits(),
            recorded.currency().getCurrencyCode(),
            adoption.at().toEpochMilli(),
            adoption.at().toEpochMilli()
        };
    }

    private Object[] update(Adoption adoption, Entry former) {
        Money recorded = adoption.recorded();
        return entries.ifUnchanged(
                former,
                recorded.minorUnits(),
                recorded.currency().getCurrencyCode(),
                recorded.minorUnits(),
                recorded.currency().getCurrencyCode(),
                adoption.at().toEpochMilli(),
                adoption.at().toEpochMilli());
    }

    private static TakenOver writtenMeanwhile() {
        return new TakenOver("another process wrote to the ledger while sales were adopted; nothing is lost: wait until"
                + " that process has ended, then run the same command again");
    }
}
