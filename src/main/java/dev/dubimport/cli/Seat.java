package dev.dubimport.cli;

import dev.dubimport.ledger.Turn;
import dev.dubimport.report.RunSummary;
import java.util.function.BiConsumer;

/**
 * Where an import sits: what it needs that may last longer than one import.
 *
 * @param isTurnTaken whether the turn is ours already; otherwise the import waits for it
 * @param meter measures what is imported
 * @param ended hears of each file how its run ended, and whether it has more rows that are not recorded than are accepted
 */
record Seat(
        Target target,
        Turn turn,
        Interruption interruption,
        boolean isTurnTaken,
        Meter meter,
        BiConsumer<RunSummary, Boolean> ended) {}
