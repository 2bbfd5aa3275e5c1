package dev.dubimport.model;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** What was played so far, in figures. */
final class Tally {
    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
    private final Map<String, Long> endings = new TreeMap<>();
    private final Map<Breach.Kind, Long> breaches = new EnumMap<>(Breach.Kind.class);
    private long histories;
    private long calls;
    private long sales;

    void count(History history, Service service, List<Breach> found) {
        histories++;
        calls += service.calls();
        sales += service.recorded().size();
        service.faultsMet().forEach((fault, times) -> faults.merge(fault, (long) times, Long::sum));
        found.stream().map(Breach::kind).distinct().forEach(kind -> breaches.merge(kind, 1L, Long::sum));
    }

    void ended(Ending.Kind kind, Point point) {
        endings.merge(kind + " " + point, 1L, Long::sum);
    }

    Map<Fault, Long> faults() {
        return faults;
    }

    Set<Point> pointsOf(Ending.Kind kind) {
        return endings.keySet().stream()
                .filter(met -> met.startsWith(kind + " "))
                .map(met -> Point.valueOf(met.substring(kind.name().length() + 1)))
                .collect(Collectors.toSet());
    }

    /** Histories with a breach of the kind. */
    long breaches(Breach.Kind kind) {
        return breaches.getOrDefault(kind, 0L);
    }

    /** One line for programs. */
    String json(long firstSeed, double seconds) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("firstSeed", firstSeed);
        line.put("histories", histories);
        line.put("sales", sales);
        line.put("calls", calls);
        line.put("faults", faults.values().stream().mapToLong(Long::longValue).sum());
        line.put("faultsByKind", faults);
        line.put("endings", endings.values().stream().mapToLong(Long::longValue).sum());
        line.put("endingsByPoint", endings);
        Map<String, Long> all = new LinkedHashMap<>();
        for (Breach.Kind kind : Breach.Kind.values()) {
            all.put(kind.name(), breaches(kind));
        }
        line.put("breaches", all);
        line.put("seconds", Math.round(seconds * 10) / 10.0);
        return JsonMapper.shared().writeValueAsString(line);
    }
}
