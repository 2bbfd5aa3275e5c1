package dev.dubimport.ledger;

/**
 * How far the ledger has come, kept beside it. H2 opens a file that was cut off, or whose end is damaged, as it was at an
 * earlier time, and says nothing: the claims of since then would be gone, and their sales sent again.
 */
@FunctionalInterface
public interface Tidemark {
    /** For a ledger that is thrown away, or that a server looks after. */
    Tidemark NONE = (run, claims) -> {};

    /**
     * Claims are on the disk.
     *
     * @param run never 0
     * @param claims how often sales were claimed for that run until now
     */
    void rise(long run, long claims);
}
