package dev.dubimport.console;

import dev.dubimport.report.Numbers;
import dev.dubimport.sale.Shown;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is under way, as the page shows it. */
final class LiveView {
    private LiveView() {}

    static ObjectNode of(List<LiveRun> runs, Instant now) {
        ObjectNode json = Json.object();
        ArrayNode all = json.putArray("runs");
        runs.forEach(run -> add(all.addObject(), run, now));
        return json;
    }

    /** A guess has no tenths of a second. */
    private static String inWords(Duration left) {
        return left.toSeconds() < 10 ? "a few seconds" : "about " + Numbers.duration(left);
    }

    private static void add(ObjectNode json, LiveRun run, Instant now) {
        json.put("run", run.run()).put("file", Shown.escaped(run.file()));
        RunsView.add(json, run.destination());
        json.put("rows", run.rows()).put("read", run.read());
        json.put("startedAt", run.startedAt().toString());
        json.put("isSilent", run.isSilent(now)).put("state", run.state(now));
        json.put("at", run.at().toString());
        if (!run.isSilent(now)) {
            json.put("rate", Numbers.count(Math.round(run.perSecond())) + " rows/s");
            run.left().ifPresent(left -> json.put("left", inWords(left)));
        }
        ArrayNode outcomes = json.putArray("outcomes");
        run.counts().forEach((outcome, count) -> {
            if (count > 0) {
                outcomes.addObject()
                        .put("word", outcome.word())
                        .put("isWell", outcome.isSettledWell())
                        .put("count", count);
            }
        });
    }
}
