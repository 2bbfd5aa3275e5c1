package dev.dubimport.dub;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Sales that were handed over together. For one thread. */
public final class Flight {
    private final List<CompletableFuture<Delivered>> answers;
    private final BitSet collected = new BitSet();

    Flight(List<CompletableFuture<Delivered>> answers) {
        this.answers = answers;
    }

    /**
     * Waits until at most so many sales of these flights have no answer. An interrupt does not end the wait, since what is in
     * flight would then have no outcome; {@link Dub#stop} does.
     */
    public static void await(Collection<Flight> flights, int unanswered) {
        List<CompletableFuture<Delivered>> open = flights.stream()
                .flatMap(flight -> flight.answers.stream())
                .filter(answer -> !answer.isDone())
                .toList();
        if (open.size() <= unanswered) {
            return;
        }
        CompletableFuture<Boolean> enough = new CompletableFuture<>();
        AtomicInteger awaited = new AtomicInteger(open.size() - unanswered);
        for (CompletableFuture<Delivered> sale : open) {
            CompletableFuture<Delivered> unused = sale.whenComplete((answer, bug) -> {
                if (awaited.decrementAndGet() == 0) {
                    enough.complete(true);
                }
            });
        }
        enough.join();
    }

    /** How many sales have no answer yet. */
    public int unanswered() {
        return (int) answers.stream().filter(answer -> !answer.isDone()).count();
    }

    /**
     * The answers that came since this was last asked, by place in the list of sales that was handed over.
     *
     * @throws java.util.concurrent.CompletionException if the client has a bug
     */
    public Map<Integer, Delivered> collect() {
        Map<Integer, Delivered> arrived = new TreeMap<>();
        for (int i = collected.nextClearBit(0); i < answers.size(); i = collected.nextClearBit(i + 1)) {
            if (answers.get(i).isDone()) {
                arrived.put(i, answers.get(i).join());
                collected.set(i);
            }
        }
        return arrived;
    }

    /** Whether all answers have been collected. */
    public boolean isCollected() {
        return collected.cardinality() == answers.size();
    }
}
