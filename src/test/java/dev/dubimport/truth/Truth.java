package dev.dubimport.truth;

import java.util.List;
import java.util.Optional;

/**
 * What is so of one row, as it was made, or as it was found.
 *
 * @param line the physical line on which it starts
 * @param outcome the word of its outcome, or {@code sale} where the file has nothing against it
 * @param codes of all that is wrong, in order
 * @param money {@code 1250 USD}, in minor units; empty where it cannot be told
 * @param sale what would be sent, also where a repeat keeps it from being sent
 */
record Truth(long line, String outcome, List<String> codes, Optional<String> money, Optional<Content> sale) {
    /** The outcome of a row that may be sent. */
    static final String SALE = "sale";

    /** The outcome of a row that is no sale, and no mistake either. */
    static final String FILTERED = "filtered";

    /**
     * A sale, word by word.
     *
     * @param original the money before it was converted; empty where it was not
     */
    record Content(
            String invoiceId,
            String externalId,
            String money,
            String original,
            String paymentProcessor,
            String eventName,
            String leadEventName,
            String metadata) {}
}
