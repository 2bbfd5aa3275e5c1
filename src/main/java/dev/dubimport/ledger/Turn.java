package dev.dubimport.ledger;

import java.util.Optional;

/**
 * The right to send to a destination. The rate belongs to the API key, so two importers at once are no faster than one after
 * the other: they take turns, and never have a sale in flight twice.
 */
public interface Turn extends AutoCloseable {
    /** Nobody else can be there: the lock of the data folder is held. */
    Turn UNDISPUTED = new Turn() {
        @Override
        public Optional<String> tryTake() {
            return Optional.empty();
        }

        @Override
        public boolean maySend() {
            return true;
        }

        @Override
        public boolean mayPredecessorAwaitAnswers() {
            return false;
        }

        @Override
        public void ensureOurs() {}

        @Override
        public void whenLost(Runnable stop) {}

        @Override
        public void close() {}
    };

    /** Takes the turn, or tells who has it; to be asked again until it is empty. */
    Optional<String> tryTake();

    /**
     * Whether a sale may go out now. False while the turn may have run out; it may come back. To be asked right before each
     * call, from any thread.
     */
    boolean maySend();

    /**
     * Whether whoever had the turn before did not give it back: it may live, cut off from the ledger, and wait for the answers
     * to what it sent.
     */
    boolean mayPredecessorAwaitAnswers();

    /**
     * Keeps anybody from taking the turn until the transaction of the caller ends, so that what it writes about a run stands.
     *
     * @throws TakenOver if somebody has taken it
     */
    void ensureOurs();

    /** Has that done when the turn is lost, or nobody can tell for minutes; at once where that has happened already. */
    void whenLost(Runnable stop);

    /** Gives the turn back. */
    @Override
    void close();
}
