package dev.dubimport.torture;

/** What happens to the database while a round is under way. */
interface Weather {
    /** Nothing. */
    Weather FINE = (seed, figures) -> new Storm() {
        @Override
        public void check() {}

        @Override
        public void end() {}
    };

    Storm begin(long seed, Figures figures);

    interface Storm {
        /** Throws an IllegalStateException if it could not do what it was to do. */
        void check();

        /** When this returns the database is up again. */
        void end() throws InterruptedException;
    }
}
