package dev.dubimport.dub;

import java.time.Duration;
import java.util.Optional;

/** What one call means for its sale. */
sealed interface Attempt {

    /** What came of it, in plain words, without the key. */
    String said();

    /** Takes the delivery a step on; empty if the sale is to be sent again. */
    Optional<Answer> advance(Courier.Delivery delivery);

    /** Takes a question a step on: it is asked again, unless this throws. */
    void advance(Asking.Question question);

    /** The service has decided. */
    record Settled(Answer answer) implements Attempt {
        @Override
        public String said() {
            return answer instanceof Answer.Refused ? answer.message() : "200: " + answer.message();
        }

        @Override
        public Optional<Answer> advance(Courier.Delivery delivery) {
            return Optional.of(delivery.settle(answer));
        }

        @Override
        public void advance(Asking.Question question) {
            throw question.refused();
        }
    }

    /** Nothing was recorded, and no other sale would fare better. */
    record Fatal(Halt halt) implements Attempt {
        @Override
        public String said() {
            return halt.message();
        }

        @Override
        public Optional<Answer> advance(Courier.Delivery delivery) {
            return Optional.of(delivery.halt(halt));
        }

        @Override
        public void advance(Asking.Question question) {
            throw question.ended(halt);
        }
    }

    /**
     * Nothing was recorded: the service is there, but takes no more calls for now.
     *
     * @param pause how long the service asks everyone to wait; zero if it does not
     * @param limit what the service's own limiter said; empty if it was another that refused
     */
    record Limited(String code, String reason, Duration pause, Optional<Limit> limit) implements Attempt {
        @Override
        public String said() {
            return reason;
        }

        @Override
        public Optional<Answer> advance(Courier.Delivery delivery) {
            return delivery.limited(this);
        }

        @Override
        public void advance(Asking.Question question) {
            question.limited(this);
        }
    }

    /**
     * No answer that tells anything, but worth another try.
     *
     * @param pause how long the service asks everyone to wait; zero if it does not
     */
    record Missed(Trace trace, String code, String reason, Duration pause) implements Attempt {
        @Override
        public String said() {
            return reason;
        }

        @Override
        public Optional<Answer> advance(Courier.Delivery delivery) {
            return delivery.missed(this);
        }

        @Override
        public void advance(Asking.Question question) {
            question.missed(this);
        }
    }

    /** What an attempt without an answer may have left behind. */
    enum Trace {
        /** It surely did not arrive. */
        NONE,
        /** The service said that it failed: it may have recorded the sale before it did, but it is at work no more. */
        SALE,
        /** Nobody knows: the service may even be at work on it still. */
        WORK
    }
}
