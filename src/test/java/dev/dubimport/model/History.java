package dev.dubimport.model;

import java.util.List;

/**
 * A plan: troubled lives of processes, one after the other, on one file and one service. What the seed does not say here, it says
 * to the die of the service.
 */
record History(long seed, Scene scene, List<Life> lives) {
    History {
        lives = List.copyOf(lives);
    }

    List<RowPlan> lastRows() {
        return lives.get(lives.size() - 1).rows();
    }

    /** As a person reads it. */
    String text() {
        StringBuilder text = new StringBuilder("seed " + seed + ", " + scene + "\n");
        List<RowPlan> shown = List.of();
        for (Life life : lives) {
            if (!life.rows().equals(shown)) {
                shown = life.rows();
                text.append("file:\n");
                shown.forEach(row -> text.append("    ").append(row.csv()));
            }
            text.append("life: at ")
                    .append(life.rate())
                    .append(", faults ")
                    .append(life.faultRate())
                    .append(", ending ")
                    .append(life.ending());
            text.append(", then ").append(life.pauseAfter()).append(", clock ").append(life.clockStep());
            text.append(" at ").append(life.stepAt()).append("\n");
        }
        return text.toString();
    }
}
