package dev.dubimport.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Whether the promises held.
 *
 * @param broken what did not hold, or was not tried as often as it was to be; empty if all is well
 */
record Verdict(List<String> broken) {
    Verdict {
        broken = List.copyOf(broken);
    }

    static Verdict of(Function<RoundPlan.Lane, Figures> figures, SimulatedHistories histories, Goals goals) {
        List<String> broken = new ArrayList<>();
        for (RoundPlan.Lane lane : RoundPlan.Lane.values()) {
            Findings findings = figures.apply(lane).findings();
            if (lane == RoundPlan.Lane.WRONG_IMPORTER) {
                if (findings.count(Findings.Kind.TWICE) == 0) {
                    broken.add("an importer that is wrong on purpose was not caught");
                }
            } else {
                findings.counts().forEach((kind, count) -> broken.add(lane + ": " + count + " " + kind));
            }
        }
        require(broken, "kills", figures.apply(RoundPlan.Lane.ONE_PROCESS).kills(), goals.kills());
        require(
                broken,
                "sales by two processes",
                figures.apply(RoundPlan.Lane.TWO_PROCESSES).sales(),
                goals.salesOfTwoProcesses());
        require(
                broken,
                "kinds of faults alone",
                figures.apply(RoundPlan.Lane.ONE_FAULT).rounds(),
                RoundPlan.KINDS.size());
        require(broken, "simulated histories", histories.histories(), goals.histories());
        if (histories.broken() > 0) {
            broken.add("simulated histories: " + histories.breachesByKind());
        }
        return new Verdict(broken);
    }

    boolean holds() {
        return broken.isEmpty();
    }

    String sentence() {
        return holds() ? "Every promise held." : "NOT HELD: " + String.join("; ", broken) + ".";
    }

    private static void require(List<String> broken, String what, long done, long wanted) {
        if (done < wanted) {
            broken.add("only " + done + " of " + wanted + " " + what);
        }
    }
}
