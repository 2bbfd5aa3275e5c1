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
     */
    record Reply(int status, String body, Duration retryAfter, Optional<String> location) implements Exchange {
        @Override
        public Attempt judgedBy(Triage triage, Sale sale) {
            return triage.judge(sale, this);
        }
    }

    /**
     * No answer, or not all of it.
     *
     * @param sent whether a connection stood, so that the request may have gone out
     */
    record Silence(boolean sent, String code, String reason) implements Exchange {
        @Override
        public Attempt judgedBy(Triage triage, Sale sale) {
            return triage.judge(this);
        }
    }
}
