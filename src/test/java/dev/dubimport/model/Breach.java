package dev.dubimport.model;

/** A promise that was not kept. */
record Breach(Kind kind, String what) {
    enum Kind {
        /** A sale that the importer calls recorded, or that it should have recorded by the end, is not in the service's books. */
        LOST,
        /** A sale is in the service's books more than once. */
        TWICE,
        /** Counts or sums of money of a run do not add up to the rows of its file. */
        NOT_ADDING_UP,
        /** A sale that may have been recorded was sent again when the service may have forgotten it. */
        RESENT_TOO_LATE,
        /** The ledger has a sale for surely not recorded that is, or will be. */
        FORGOTTEN,
        /** A row ended in another outcome than it should. */
        WRONG_OUTCOME,
        /** A recorded sale was sent once more. */
        SENT_IN_VAIN,
        /** A run broke without a reason, or never ended. */
        BROKE
    }
}
