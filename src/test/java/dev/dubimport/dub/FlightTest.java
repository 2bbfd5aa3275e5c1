package dev.dubimport.dub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class FlightTest {
    private static final Delivered ANSWER = new Delivered(new Answer.Recorded(1250, "usd"), List.of());
    private static final Delivered NOT_SENT = new Delivered(new Answer.NotSent(), List.of());

    private final CompletableFuture<Delivered> first = new CompletableFuture<>();
    private final CompletableFuture<Delivered> second = new CompletableFuture<>();
    private final Flight flight = new Flight(List.of(first, second));

    @Test
    void eachAnswerIsCollectedOnceAsItComes() {
        second.complete(ANSWER);

        assertThat(flight.unanswered()).isEqualTo(1);
        assertThat(flight.collect()).isEqualTo(Map.of(1, ANSWER));
        assertThat(flight.collect()).isEmpty();
        assertThat(flight.isCollected()).isFalse();

        first.complete(NOT_SENT);

        assertThat(flight.collect()).isEqualTo(Map.of(0, NOT_SENT));
        assertThat(flight.isCollected()).isTrue();
    }

    @Test
    void theWaitEndsWhenFewEnoughAreUnansweredOverAllFlights() {
        Flight other = new Flight(List.of(new CompletableFuture<>()));
        first.completeOnTimeout(ANSWER, 20, TimeUnit.MILLISECONDS);

        Flight.await(List.of(flight, other), 2);

        assertThat(first).isDone();
        assertThat(second).isNotDone();
    }

    @Test
    void anInterruptDoesNotEndTheWaitAndIsKept() {
        first.complete(ANSWER);
        second.completeOnTimeout(ANSWER, 50, TimeUnit.MILLISECONDS);

        Thread.currentThread().interrupt();
        Flight.await(List.of(flight), 0);

        assertThat(flight.unanswered()).isZero();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aBugOfTheClientIsNotTakenForAnAnswer() {
        first.completeExceptionally(new IllegalStateException("a bug"));

        assertThatThrownBy(flight::collect)
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("a bug");
    }
}
