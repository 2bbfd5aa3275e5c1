package dev.dubimport.torture;

import dev.dubimport.sandbox.Sandbox;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was done and what came of it, counted. Thread-safe. */
final class Figures {
    private final Map<Blow, Long> blows = new EnumMap<>(Blow.class);
    private final SortedMap<String, Long> exits = new TreeMap<>();
    private final SortedMap<String, Long> calls = new TreeMap<>();
    private final SortedMap<String, Long> faults = new TreeMap<>();
    private final Findings findings = new Findings();
    private long rounds;
    private long starts;
    private long killsWhileSending;
    private long outages;
    private long rows;
    private long sales;

    synchronized void started() {
        starts++;
    }

    synchronized void struck(Blow blow, boolean whileSending) {
        blows.merge(blow, 1L, Long::sum);
        killsWhileSending += blow == Blow.KILL && whileSending ? 1 : 0;
    }

    synchronized void ended(int exitCode) {
        exits.merge(Integer.toString(exitCode), 1L, Long::sum);
    }

    synchronized void databaseWasDown() {
        outages++;
    }

    synchronized void roundIsOver(long rowsInFiles, Sandbox sandbox, Findings found) {
        rounds++;
        rows += rowsInFiles;
        sales += sandbox.recorded().size();
        sandbox.calls()
                .forEach((status, count) ->
                        calls.merge(status == 0 ? "no answer" : status.toString(), count, Long::sum));
        sandbox.faultsMet().forEach((fault, count) -> faults.merge(fault.toString(), count, Long::sum));
        findings.addAll(found);
    }

    synchronized void addAll(Figures others) {
        others.blows.forEach((blow, count) -> blows.merge(blow, count, Long::sum));
        others.exits.forEach((code, count) -> exits.merge(code, count, Long::sum));
        others.calls.forEach((status, count) -> calls.merge(status, count, Long::sum));
        others.faults.forEach((fault, count) -> faults.merge(fault, count, Long::sum));
        findings.addAll(others.findings);
        rounds += others.rounds;
        starts += others.starts;
        killsWhileSending += others.killsWhileSending;
        outages += others.outages;
        rows += others.rows;
        sales += others.sales;
    }

    /** Processes that SIGKILL ended. */
    synchronized long kills() {
        return blows.getOrDefault(Blow.KILL, 0L);
    }

    /** Of these, those that had sent something. */
    synchronized long killsWhileSending() {
        return killsWhileSending;
    }

    synchronized long rounds() {
        return rounds;
    }

    synchronized long starts() {
        return starts;
    }

    /** How often the database was stopped and started again. */
    synchronized long outages() {
        return outages;
    }

    synchronized long rows() {
        return rows;
    }

    /** Sales that the service recorded. */
    synchronized long sales() {
        return sales;
    }

    synchronized long calls() {
        return calls.values().stream().mapToLong(Long::longValue).sum();
    }

    synchronized long faultyCalls() {
        return faults.values().stream().mapToLong(Long::longValue).sum();
    }

    synchronized String blowsByKind() {
        return words(blows);
    }

    synchronized String exitsByCode() {
        return words(exits);
    }

    synchronized String callsByStatus() {
        return words(calls);
    }

    synchronized String faultsByKind() {
        return words(faults);
    }

    Findings findings() {
        return findings;
    }

    private static String words(Map<?, Long> counts) {
        if (counts.isEmpty()) {
            return "none";
        }
        return counts.entrySet().stream()
                .map(count -> count.getKey() + ": " + String.format(Locale.ROOT, "%,d", count.getValue()))
                .collect(Collectors.joining(", "));
    }
}
