package dev.dubimport.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** The page of a scheduler, if somebody wants one. */
final class ConsoleOption {
    static final String USUAL_PORT = "4711";

    @Option(
            names = "--console",
            arity = "0..1",
            paramLabel = "PORT",
            fallbackValue = USUAL_PORT,
            description = "Also serve a page on 127.0.0.1 that shows runs, their progress and the story of an invoice"
                    + " (port " + USUAL_PORT + "; 0 for any free port).")
    private Optional<Integer> port = Optional.empty();

    /** Serves the page if it is wanted. */
    ServedConsole serve(LedgerReading reading, Surroundings surroundings) {
        return port.isPresent()
                ? ServedConsole.start("--console", port.get(), reading, surroundings)
                : ServedConsole.none(surroundings);
    }
}
