package dev.dubimport.csv;

/** A file that cannot be used at all; nothing was sent. The message is complete: all that is wrong, a line for each. */
public final class UnusableFile extends RuntimeException {
    UnusableFile(String message) {
        super(message);
    }

    /** A repeat that the survey of the file did not find: both sales in flight together would be recorded twice. */
    public static UnusableFile changedAt(long line) {
        return new UnusableFile("the file changed while it was being read (line " + line
                + " repeats an invoice id that stood there once before); run the same command again when it is complete,"
                + " what is recorded is skipped");
    }
}
