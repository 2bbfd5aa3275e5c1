package dev.dubimport.schedule;

/**
 * How the import of a file ended.
 *
 * @param outcomes in a line: the rows by outcome, or what stopped it
 * @param said all that it said, for a person who looks after it
 */
public record Imported(Ending ending, String outcomes, String said) {

    /** What is to become of the file. */
    public enum Ending {
        /** Every row is recorded, or was already. */
        RECORDED,
        /** Finished; some rows have to be mended, and are in the rejects. */
        REJECTS,
        /** Finished; some sales failed or are in doubt: another attempt may still record them. */
        UNSETTLED,
        /** It cannot be imported as it is; nothing of it, or no more of it, was sent. */
        REFUSED,
        /** Stopped before the end; the same import goes on. */
        STOPPED
    }
}
