package dev.dubimport.model;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/** So many workers on a timeline, who take what comes in its order. */
final class Crew extends AbstractExecutorService {
    private final Timeline time;
    private final int size;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int busy;

    Crew(Timeline time, int size) {
        this.time = time;
        this.size = size;
    }

    @Override
    public void execute(Runnable work) {
        waiting.add(work);
        if (busy < size) {
            busy++;
            time.spawn(this::work);
        }
    }

    private void work() {
        for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
            next.run();
        }
        busy--;
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }
}
