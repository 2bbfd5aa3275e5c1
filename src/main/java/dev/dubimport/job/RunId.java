package dev.dubimport.job;

import dev.dubimport.csv.Source;
import dev.dubimport.ledger.Run;
import org.slf4j.MDC;

/** The run and file that lines of a log are about, from when a run is known until its file is done with. */
public final class RunId {
    private static final String KEY = "dub_import.run_id";
    private static final String FILE = "file.name";

    private RunId() {}

    static void begin(Run run) {
        MDC.put(KEY, Long.toString(run.id()));
        MDC.put(FILE, Source.shown(run.file()));
    }

    /** What comes to the start of a line for people: nothing where no run is known. */
    public static String prefix() {
        String id = MDC.get(KEY);
        return id == null ? "" : "run " + id + ": ";
    }

    /** The next line is about no run. */
    public static void end() {
        MDC.remove(KEY);
        MDC.remove(FILE);
    }
}
