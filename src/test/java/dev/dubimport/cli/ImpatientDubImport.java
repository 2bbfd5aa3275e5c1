package dev.dubimport.cli;

import java.time.Clock;

/** The command line as a process of its own, with the pauses of a test. */
final class ImpatientDubImport {
    private ImpatientDubImport() {}

    public static void main(String[] arguments) {
        DubImport.keepLogging();
        System.exit(DubImport.run(surroundings(), arguments));
    }

    static Surroundings surroundings() {
        return new Surroundings(
                System.getenv(),
                System.in,
                System.out,
                System.err,
                Integer.getInteger("dub.import.terminal", 0),
                Clock.systemUTC(),
                Session.IMPATIENCE);
    }
}
