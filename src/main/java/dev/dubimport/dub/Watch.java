package dev.dubimport.dub;

/** Hears of each call to the service, from many threads at once; it must not take time. */
public interface Watch {
    /** Hears nothing. */
    Watch NONE = new Watch() {
        @Override
        public void turned(long waitedNanos, double callsPerMinute) {}

        @Override
        public void called(String answer, long tookNanos, boolean isRetry) {}

        @Override
        public void circuitIs(boolean isOpen) {}
    };

    /**
     * A call got its turn.
     *
     * @param waitedNanos how long it waited for the pace
     * @param callsPerMinute how many calls the pace allows now; infinite where nothing limits it
     */
    void turned(long waitedNanos, double callsPerMinute);

    /**
     * A call came to its end.
     *
     * @param answer the status, or why there was none: one of a few words, such as {@code no_answer}
     * @param isRetry whether it was not the first for its sale
     */
    void called(String answer, long tookNanos, boolean isRetry);

    /** The circuit opened, because nothing is answered, or closed again. */
    void circuitIs(boolean isOpen);
}
