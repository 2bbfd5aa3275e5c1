package dev.dubimport.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Gathers things that come one by one, and hands them over by the thousand: to look up a thousand costs little more than one. */
final class Pages<T> implements Consumer<T> {
    private static final int SIZE = 1_000;

    private final Consumer<List<T>> reader;
    private final List<T> page = new ArrayList<>(SIZE);

    Pages(Consumer<List<T>> reader) {
        this.reader = reader;
    }

    @Override
    public void accept(T next) {
        page.add(next);
        if (page.size() == SIZE) {
            handOver();
        }
    }

    /** Hands over the last ones. */
    void end() {
        if (!page.isEmpty()) {
            handOver();
        }
    }

    private void handOver() {
        reader.accept(List.copyOf(page));
        page.clear();
    }
}
