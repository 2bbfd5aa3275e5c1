package dev.dubimport.model;

/** Where a process may die, be told to stop, or lose its ledger. */
public enum Point {
    BEFORE_CLAIM,
    AFTER_CLAIM,
    BEFORE_SEND,
    /** Sent, and no answer yet. */
    SENT,
    ANSWERED,
    BEFORE_SETTLE,
    AFTER_SETTLE,
    BEFORE_RELEASE,
    AFTER_RELEASE,
    BEFORE_CHUNK,
    AFTER_CHUNK,
    BEFORE_END,
    AFTER_END,
    /** At a moment that the clock chooses. */
    ANY_TIME;

    boolean isOfLedger() {
        return switch (this) {
            case BEFORE_CLAIM,
                    AFTER_CLAIM,
                    BEFORE_SETTLE,
                    AFTER_SETTLE,
                    BEFORE_RELEASE,
                    AFTER_RELEASE,
                    BEFORE_CHUNK,
                    AFTER_CHUNK,
                    BEFORE_END,
                    AFTER_END -> true;
            case BEFORE_SEND, SENT, ANSWERED, ANY_TIME -> false;
        };
    }
}
