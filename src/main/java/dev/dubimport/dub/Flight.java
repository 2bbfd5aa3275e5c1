package dev.dubimport.dub;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Sales that were handed over together. */
public final class Flight {
    private final List<CompletableFuture<Answer>> answers;

    Flight(List<CompletableFuture<Answer>> answers) {
        this.answers = answers;
    }

    /**
     * Waits until every sale has its answer, in the order in which the sales were given. An interrupt does not end the wait,
     * since what is in flight would then have no outcome; {@link Dub#stop} does.
     *
     * @throws java.util.concurrent.CompletionException if the client has a bug
     */
    public List<Answer> join() {
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
        return answers.stream().map(CompletableFuture::join).toList();
    }

    /** Whether {@link #join} would return at once: a played world must let time pass until then. */
    boolean isLanded() {
        return answers.stream().allMatch(CompletableFuture::isDone);
    }
}
