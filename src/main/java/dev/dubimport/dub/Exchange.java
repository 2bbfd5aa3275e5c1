package dev.dubimport.dub;

import dev.dubimport.sale.Sale;
import java.time.Duration;
import java.util.Optional;

/** What came back over the wire for one call. */
sealed interface Exchange {

    Attempt judgedBy(Triage triage, Sale sale);

    /**
     * A whole answer.
     *
     * @param retryAfter how long the service asks us to wait; zero if it does not
     * @param limit what the service's limiter said of itself
     */
    record Reply(int status, String body, Duration retryAfter, Optional<String> location, Optional<Limit> limit)
            implements Exchange {
        /** An answer that bears no rate limit. */
        Reply(int status, String body, Duration retryAfter, Optional<String> location) {
            this(status, body, retryAfter, location, Optional.empty());
        }

        @Override
        public Attempt judgedBy(Triage triage, Sale sale) {
            return triage.judge(sale, this);
        }
    }

    /**
     * No answer, or not all of it.
     *
     * @param sent whether a connection stood, so that the request may have gone out
     * @param willNotHeal whether no later call will fare better: the other side is not who it should be
     */
    record Silence(boolean sent, boolean willNotHeal, String code, String reason) implements Exchange {
        /** A silence that may be over the next time. */
        Silence(boolean sent, String code, String reason) {
            this(sent, false, code, reason);
        }

        @Override
        public Attempt judgedBy(Triage triage, Sale sale) {
            return triage.judge(this);
        }
    }
}
