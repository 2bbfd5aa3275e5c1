package dev.dubimport.dub;

import dev.dubimport.sale.Outcome;
import java.util.Optional;

/** What the API said about one sale, after all retries. Codes and messages are fit for the rejects file. */
public sealed interface Answer {

    /** What became of the sale; empty if it was not sent, so that nothing became of it. */
    Optional<Outcome> outcome();

    /** One word, stable over releases, the API's own where it gave one: {@code not_found}, {@code no_answer}. */
    String code();

    /** What happened and what to do, in plain words; never shows the key. */
    String message();

    /**
     * 200 with the sale.
     *
     * @param minorUnits as the service counts it: converted to US dollars if the sale was in another currency
     * @param currency as the service writes it: {@code usd}
     */
    record Recorded(long minorUnits, String currency) implements Answer {
        @Override
        public Optional<Outcome> outcome() {
            return Optional.of(Outcome.RECORDED);
        }

        @Override
        public String code() {
            return "recorded";
        }

        @Override
        public String message() {
            return "recorded";
        }
    }

    /** 200 with another sale than was sent: the service remembers this invoice id with other content. */
    record Conflict(String message) implements Answer {
        @Override
        public Optional<Outcome> outcome() {
            return Optional.of(Outcome.CONFLICT);
        }

        @Override
        public String code() {
            return "conflict";
        }
    }

    /** 200 with {@code sale: null}: accepted, not recorded, and the invoice id is not remembered. */
    record Unattributed(String message) implements Answer {
        @Override
        public Optional<Outcome> outcome() {
            return Optional.of(Outcome.UNATTRIBUTED);
        }

        @Override
        public String code() {
            return "unattributed";
        }
    }

    /** The API refused this sale for good: 400, 404, 409, 410, 422 and other 4xx. */
    record Refused(int status, String code, String message) implements Answer {
        @Override
        public Optional<Outcome> outcome() {
            return Optional.of(Outcome.REFUSED);
        }
    }

    /** Surely not recorded, after all retries: 429, or no connection. */
    record Failed(String code, String message) implements Answer {
        @Override
        public Optional<Outcome> outcome() {
            return Optional.of(Outcome.FAILED);
        }
    }

    /** The request may have arrived, and nothing said since what became of it: only the ledger may decide to send it again. */
    record Lost(String code, String message) implements Answer {
        @Override
        public Optional<Outcome> outcome() {
            return Optional.of(Outcome.IN_DOUBT);
        }
    }

    /** The client stopped before; surely never recorded by us. */
    record NotSent() implements Answer {
        @Override
        public Optional<Outcome> outcome() {
            return Optional.empty();
        }

        @Override
        public String code() {
            return "not_sent";
        }

        @Override
        public String message() {
            return "not sent: the run stopped before; run the same command again";
        }
    }
}
