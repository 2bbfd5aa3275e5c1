package dev.dubimport.dub;

/** A reading ended because somebody asked it to. */
public final class ReadStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReadStopped() {
        super("the reading was stopped before its end; run the same command again");
    }
}
