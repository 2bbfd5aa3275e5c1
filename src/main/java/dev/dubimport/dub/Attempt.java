package dev.dubimport.dub;

import java.time.Duration;
import java.util.Optional;

/** What one call means for its sale. */
sealed interface Attempt {

    /** Takes the delivery a step on; empty if the sale is to be sent again. */
    Optional<Answer> advance(Courier.Delivery delivery);

    /** The service has decided. */
    record Settled(Answer answer) implements Attempt {
        @Override
        public Optional<Answer> advance(Courier.Delivery delivery) {
            return Optional.of(delivery.settle(answer));
        }
    }

    /** Nothing was recorded, and no other sale would fare better. */
    record Fatal(Halt halt) implements Attempt {
        @Override
        public Optional<Answer> advance(Courier.Delivery delivery) {
            return Optional.of(delivery.halt(halt));
        }
    }

    /**
     * Worth another try.
     *
     * @param inDoubt whether the sale may have been recorded all the same
     * @param pause how long the service asks everyone to wait; zero if it does not
     */
    record Missed(boolean inDoubt, String code, String reason, Duration pause) implements Attempt {
        @Override
        public Optional<Answer> advance(Courier.Delivery delivery) {
            return delivery.miss(this);
        }
    }
}
