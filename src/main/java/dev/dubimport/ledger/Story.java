package dev.dubimport.ledger;

import dev.dubimport.sale.Finding;
import java.util.List;

/**
 * All that the ledger can tell of one invoice id.
 *
 * @param chapters what became of its sale, one for each destination that knows it
 * @param rejected rows of it that were not recorded, the earliest first, at most {@value #MOST_REJECTED}
 */
public record Story(String invoiceId, List<Chapter> chapters, List<Rejected> rejected) {
    static final int MOST_REJECTED = 100;

    /**
     * How its sale stands at one destination, and what came before.
     *
     * @param formers how the entry stood before, the earliest first
     * @param attempts the calls that were worth keeping, the earliest first
     */
    public record Chapter(Destination destination, Entry entry, List<Former> formers, List<Attempt> attempts) {
        public Chapter {
            formers = List.copyOf(formers);
            attempts = List.copyOf(attempts);
        }
    }

    /**
     * A row that has the invoice id in one of its cells, and was not recorded when it was imported.
     *
     * @param line the line of the run's file on which it stands
     */
    public record Rejected(Run run, long line, Finding finding) {}

    public Story {
        chapters = List.copyOf(chapters);
        rejected = List.copyOf(rejected);
    }

    /** Whether the ledger has never heard of it. */
    public boolean isUnknown() {
        return chapters.isEmpty() && rejected.isEmpty();
    }
}
