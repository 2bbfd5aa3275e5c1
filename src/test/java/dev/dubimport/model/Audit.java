package dev.dubimport.model;

import dev.dubimport.job.PlayedJob;
import dev.dubimport.ledger.Books;
import dev.dubimport.ledger.Entry;
import dev.dubimport.ledger.Reject;
import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds what the importer says against what is true: the file, as the plan has it, and the service's own books. */
final class Audit {
    private final Service service;
    private final Books books;
    private final Set<String> invoiceIds = new HashSet<>();
    private final Map<String, Set<RowPlan>> contents = new HashMap<>();
    private final Map<String, Integer> callsOfRecorded = new HashMap<>();
    private final List<RowPlan> lastRows;
    private final List<Breach> breaches = new ArrayList<>();

    Audit(Service service, History history, Books books) {
        this.service = service;
        this.books = books;
        this.lastRows = history.lastRows();
        for (Life life : history.lives()) {
            firsts(life.rows()).values().forEach(row -> {
                invoiceIds.add(row.invoiceId());
                contents.computeIfAbsent(row.invoiceId(), id -> new HashSet<>()).add(row);
            });
        }
    }

    List<Breach> breaches() {
        return breaches;
    }

    void broke(Throwable cause) {
        StackTraceElement[] stack = cause.getStackTrace();
        breach(Breach.Kind.BROKE, cause + (stack.length == 0 ? "" : " at " + stack[0]));
    }

    void neverEnded() {
        breach(Breach.Kind.BROKE, "no rerun without faults came to its end");
    }

    /** From now on there is nothing to send of what the ledger has as recorded. */
    void expectNoCallForRecorded() {
        books.find(invoiceIds).values().stream()
                .filter(entry -> entry.outcome().equals(Optional.of(Outcome.RECORDED)))
                .forEach(entry -> callsOfRecorded.put(entry.invoiceId(), service.callsFor(entry.invoiceId())));
    }

    void endWithoutCallForRecorded() {
        callsOfRecorded.forEach((id, calls) -> {
            if (service.callsFor(id) != calls) {
                breach(Breach.Kind.SENT_IN_VAIN, id);
            }
        });
    }

    /** After every process, however it ended. */
    void afterProcess(Life life, List<PlayedJob.Result> result) {
        Map<String, Entry> entries = books.find(invoiceIds);
        for (String id : invoiceIds) {
            compare(id, Optional.ofNullable(entries.get(id)));
        }
        service.resentTooLate().forEach(id -> breach(Breach.Kind.RESENT_TOO_LATE, id));
        result.forEach(end -> addUp(life.rows(), end));
    }

    /** After the last rerun, within the service's memory or later. */
    void end(PlayedJob.Result result, boolean mayBeTooLate) {
        Map<Long, Reject> rejects = byLine(result);
        Map<String, RowPlan> firsts = firsts(lastRows);
        for (int i = 0; i < lastRows.size(); i++) {
            RowPlan row = lastRows.get(i);
            Optional<Reject> reject = Optional.ofNullable(rejects.get(i + 2L));
            String found = reject.map(Audit::text).orElse("well");
            if (!isAsItShould(row, firsts.get(row.invoiceId()), isFirst(i), reject, mayBeTooLate)) {
                breach(Breach.Kind.WRONG_OUTCOME, "line " + (i + 2) + " " + row + " ended " + found);
            }
        }
    }

    private boolean isAsItShould(
            RowPlan row, @Nullable RowPlan first, boolean isFirst, Optional<Reject> reject, boolean mayBeTooLate) {
        if (row.isNoSale()) {
            return is(reject, Outcome.FILTERED);
        }
        if (first == null || !row.isValid()) {
            return is(reject, Outcome.INVALID);
        }
        if (!isFirst) {
            return row.equals(first) ? reject.isEmpty() : is(reject, Outcome.CONFLICT);
        }
        boolean changed = contents.getOrDefault(row.invoiceId(), Set.of()).size() > 1;
        if (is(reject, Outcome.CONFLICT)) {
            return changed;
        }
        if (is(reject, Outcome.IN_DOUBT)) {
            boolean tooLong = reject.orElseThrow().finding().code().equals("in_doubt_too_long");
            return tooLong ? mayBeTooLate : row.isRefused();
        }
        if (row.isRefused()) {
            return is(reject, Outcome.REFUSED);
        }
        return row.isUnattributed() ? is(reject, Outcome.UNATTRIBUTED) : reject.isEmpty();
    }

    private void compare(String id, Optional<Entry> entry) {
        int times = service.timesRecorded(id);
        if (times > 1) {
            breach(Breach.Kind.TWICE, id + " is recorded " + times + " times");
        }
        Optional<Outcome> outcome = entry.flatMap(Entry::outcome);
        if (times == 0 && outcome.equals(Optional.of(Outcome.RECORDED))) {
            breach(Breach.Kind.LOST, id + " is not in the service's books");
        }
        boolean surelyNot = entry.isEmpty()
                || outcome.filter(known ->
                                known == Outcome.FAILED || known == Outcome.REFUSED || known == Outcome.UNATTRIBUTED)
                        .isPresent();
        if (surelyNot && service.hasOrWillHave(id)) {
            breach(
                    Breach.Kind.FORGOTTEN,
                    id + " is recorded or will be, and in the ledger "
                            + outcome.map(Outcome::word).orElse("absent"));
        }
    }

    private void addUp(List<RowPlan> rows, PlayedJob.Result end) {
        ControlTotals totals = end.totals();
        int read = Math.toIntExact(totals.read().count());
        if (read > rows.size() || (end.completed() && read != rows.size())) {
            breach(Breach.Kind.NOT_ADDING_UP, read + " rows counted, " + rows.size() + " in the file");
            return;
        }
        List<RowPlan> counted = rows.subList(0, read);
        Map<String, Long> money = counted.stream()
                .filter(RowPlan::isValid)
                .collect(Collectors.groupingBy(
                        row -> row.currency().toUpperCase(Locale.ROOT),
                        TreeMap::new,
                        Collectors.summingLong(row -> Long.parseLong(row.amount()))));
        if (!totals.read().minorUnits().equals(money)) {
            breach(
                    Breach.Kind.NOT_ADDING_UP,
                    totals.read().minorUnits() + " counted, " + money + " in the first " + read + " rows");
        }
        Map<Long, Reject> rejects = byLine(end);
        for (Outcome outcome : Outcome.values()) {
            long records = end.rejects().stream()
                    .filter(reject -> reject.finding().outcome() == outcome)
                    .count();
            if (outcome.hasReason() && records != totals.of(outcome).count()) {
                breach(
                        Breach.Kind.NOT_ADDING_UP,
                        totals.of(outcome).count() + " " + outcome + " counted, " + records + " reject records");
            }
        }
        for (int i = 0; i < read; i++) {
            RowPlan row = rows.get(i);
            if (!rejects.containsKey(i + 2L) && isFirst(rows, i) && service.timesRecorded(row.invoiceId()) == 0) {
                breach(Breach.Kind.LOST, "line " + (i + 2) + " " + row + " ended well");
            }
        }
    }

    private boolean isFirst(int index) {
        return isFirst(lastRows, index);
    }

    private static boolean isFirst(List<RowPlan> rows, int index) {
        RowPlan row = rows.get(index);
        return rows.subList(0, index).stream()
                .noneMatch(other -> other.isSale() && other.invoiceId().equals(row.invoiceId()));
    }

    /** The first sale of each invoice id. */
    private static Map<String, RowPlan> firsts(List<RowPlan> rows) {
        Map<String, RowPlan> firsts = new HashMap<>();
        rows.stream().filter(RowPlan::isSale).forEach(row -> firsts.putIfAbsent(row.invoiceId(), row));
        return firsts;
    }

    private static Map<Long, Reject> byLine(PlayedJob.Result result) {
        Map<Long, Reject> byLine = new HashMap<>();
        result.rejects().forEach(reject -> byLine.put(reject.row().line(), reject));
        return byLine;
    }

    private static boolean is(Optional<Reject> reject, Outcome outcome) {
        return reject.filter(found -> found.finding().outcome() == outcome).isPresent();
    }

    private static String text(Reject reject) {
        return reject.finding().outcome() + " (" + reject.finding().code() + ")";
    }

    private void breach(Breach.Kind kind, String what) {
        breaches.add(new Breach(kind, what));
    }
}
