package dev.dubimport.ledger;

/**
 * What the ledger has of a run that stopped, beyond the rows whose outcomes are saved: an answer is written as it comes, an
 * outcome with all those before it.
 */
public record Beyond(long recorded, long inDoubt) {
    public static final Beyond NOTHING = new Beyond(0, 0);
}
