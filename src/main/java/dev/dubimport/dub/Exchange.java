package dev.dubimport.dub;

import dev.dubimport.sale.Sale;
import java.time.Duration;
import java.util.Optional;

/** What came back over the wire for one call. */
sealed interface Exchange {

    Attempt judgedBy(Triage triage, Sale sale);

    /** Its status, or a word for why there is none. */
    String kind();

    /** The answer to a question; empty if there is none in it. */
    Optional<String> answer();

    /** What it means for a question that there is no answer in it. */
    Attempt judgedBy(Triage triage);

    /** What it says instead, without the key. */
    String said(Triage triage);

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

        /** A service that plays with its statuses does not make them endless: others than HTTP has are one. */
        @Override
        public String kind() {
            return status >= 100 && status < 600 ? Integer.toString(status) : "other";
        }

        /** A page of HTML is something's that stands between, whatever its status says. */
        @Override
        public Optional<String> answer() {
            return status / 100 == 2 && !body.stripLeading().startsWith("<") ? Optional.of(body) : Optional.empty();
        }

        @Override
        public Attempt judgedBy(Triage triage) {
            return triage.judge(this);
        }

        @Override
        public String said(Triage triage) {
            return triage.said(this);
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

        @Override
        public String kind() {
            return code;
        }

        @Override
        public Optional<String> answer() {
            return Optional.empty();
        }

        @Override
        public Attempt judgedBy(Triage triage) {
            return triage.judge(this);
        }

        @Override
        public String said(Triage triage) {
            return triage.said(this);
        }
    }
}
