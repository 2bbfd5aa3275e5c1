package dev.dubimport.alert;

import dev.dubimport.sale.Shown;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The way to one hook: alerts go one after the other, each is tried again for a while, and nobody waits for it. */
final class Lane {
    /** More are not kept: where a hundred wait, the first has told what is the matter. */
    private static final int MOST_WAITING = 100;

    private final Hook hook;
    private final Patience patience;
    private final Consumer<String> troubles;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ThreadPoolExecutor thread;

    /**
     * How long to wait between attempts: twice as long each time.
     *
     * @param longest also the most that the other side can ask for
     */
    record Patience(Duration first, Duration longest) {
        private static final int MOST_DOUBLINGS = 30;

        /** Twenty attempts take about an hour. */
        static final Patience DEFAULT = new Patience(Duration.ofSeconds(1), Duration.ofMinutes(5));

        Duration after(int attempts, Duration asked) {
            Duration doubled = first.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
            Duration wait = doubled.compareTo(asked) > 0 ? doubled : asked;
            return wait.compareTo(longest) < 0 ? wait : longest;
        }
    }

    Lane(Hook hook, Patience patience, Consumer<String> troubles) {
        this.hook = hook;
        this.patience = patience;
        this.troubles = troubles;
        this.thread =
                new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), work -> {
                    Thread made = new Thread(work, "alerts");
                    made.setDaemon(true);
                    return made;
                });
    }

    void take(Alert alert) {
        try {
            thread.execute(() -> deliver(alert));
        } catch (RejectedExecutionException full) {
            giveUp(alert, "too many alerts wait already");
        }
    }

    private void deliver(Alert alert) {
        String problem = "";
        try {
            for (int attempt = 1; ; attempt++) {
                Hook.Delivery delivery = hook.deliver(alert);
                if (delivery.problem().isEmpty()) {
                    return;
                }
                problem = delivery.problem().get();
                if (!delivery.mayHeal() || attempt >= hook.mostAttempts()) {
                    giveUp(alert, problem + (attempt == 1 ? "" : ", " + attempt + " times"));
                    return;
                }
                Duration wait = patience.after(attempt, delivery.notBefore());
                if (ended.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                    giveUp(alert, problem + ", and the process ends");
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            giveUp(alert, problem + ", and the process ends");
        } catch (RuntimeException bug) {
            giveUp(alert, "a fault of our own: " + Shown.shortened(bug.toString(), 200));
        }
    }

    private void giveUp(Alert alert, String problem) {
        troubles.accept("alert \"" + alert.kind().word() + "\" not delivered to " + hook.name() + ": " + problem);
    }

    /** Nothing more comes. */
    void shut() {
        thread.shutdown();
    }

    /** Waits for what is under way and what waits, up to that moment of {@code nanoTime}, and then leaves it. */
    void end(long deadlineNanos) {
        try {
            if (thread.awaitTermination(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return;
            }
            ended.countDown();
            int waiting = thread.shutdownNow().size();
            if (waiting > 0) {
                troubles.accept(waiting + (waiting == 1 ? " more alert" : " more alerts") + " not delivered to "
                        + hook.name() + ": the process ends");
            }
            hook.close();
            thread.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            hook.close();
        }
    }
}
