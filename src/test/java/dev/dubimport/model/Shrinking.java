package dev.dubimport.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes a history that breaks a promise as small as it gets while it still does. */
final class Shrinking {
    private static final int MOST_ROUNDS = 60;

    private Shrinking() {}

    static History of(History history, Path folder) {
        try (Stage stage = new Stage(folder)) {
            Set<Breach.Kind> kinds = kinds(history, stage);
            History smallest = history;
            for (int round = 0; round < MOST_ROUNDS; round++) {
                Optional<History> smaller = smaller(smallest)
                        .filter(candidate -> kinds(candidate, stage).containsAll(kinds))
                        .findFirst();
                if (smaller.isEmpty()) {
                    return smallest;
                }
                smallest = smaller.get();
            }
            return smallest;
        }
    }

    private static Set<Breach.Kind> kinds(History history, Stage stage) {
        Set<Breach.Kind> kinds = EnumSet.noneOf(Breach.Kind.class);
        Play.of(history, stage, new Tally(), what -> {}).forEach(breach -> kinds.add(breach.kind()));
        return kinds;
    }

    private static Stream<History> smaller(History history) {
        return Stream.of(withoutALife(history), withoutAnInvoice(history), withoutAFault(history))
                .flatMap(List::stream);
    }

    private static List<History> withoutALife(History history) {
        List<History> smaller = new ArrayList<>();
        for (int i = 0; i < history.lives().size() && history.lives().size() > 1; i++) {
            List<Life> lives = new ArrayList<>(history.lives());
            lives.remove(i);
            smaller.add(new History(history.seed(), history.scene(), lives));
        }
        return smaller;
    }

    private static List<History> withoutAnInvoice(History history) {
        return history.lives().stream()
                .flatMap(life -> life.rows().stream())
                .map(RowPlan::invoiceId)
                .distinct()
                .map(id -> history.lives().stream()
                        .map(life -> life.withRows(life.rows().stream()
                                .filter(row -> !row.invoiceId().equals(id))
                                .toList()))
                        .toList())
                .filter(lives -> lives.stream().noneMatch(life -> life.rows().isEmpty()))
                .map(lives -> new History(history.seed(), history.scene(), lives))
                .toList();
    }

    private static List<History> withoutAFault(History history) {
        Scene scene = history.scene();
        return scene.faults().stream()
                .filter(fault -> scene.faults().size() > 1)
                .map(fault -> {
                    Set<Fault> faults = EnumSet.copyOf(scene.faults());
                    faults.remove(fault);
                    return new History(
                            history.seed(),
                            new Scene(
                                    faults,
                                    scene.concurrency(),
                                    scene.rowsPerChunk(),
                                    scene.groupSize(),
                                    scene.callsPerMinute()),
                            history.lives());
                })
                .toList();
    }
}
