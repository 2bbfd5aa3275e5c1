package dev.dubimport.cli;

import dev.dubimport.console.Console;
import dev.dubimport.sale.Shown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** The page of a scheduler, and how people learn where a page is. */
final class ConsoleOption {
    static final String USUAL_PORT = "4711";
    private static final int MOST = 65_535;

    @Option(
            names = "--console",
            arity = "0..1",
            paramLabel = "PORT",
            fallbackValue = USUAL_PORT,
            description = "Also serve a page on 127.0.0.1 that shows runs, their progress and the story of an invoice"
                    + " (port " + USUAL_PORT + "; 0 for any free port).")
    private OptionalInt port = OptionalInt.empty();

    /** A page that is served, or none. */
    interface Served extends AutoCloseable {
        @Override
        void close();
    }

    /** Serves the page if it is wanted. */
    Served serve(LedgerReading reading, Surroundings surroundings) {
        return port.isPresent() ? serve("--console", port.getAsInt(), reading, surroundings) : () -> {};
    }

    /**
     * Serves the page and says where.
     *
     * @param option which option named the port
     * @throws WrongUsage if the port is taken
     */
    static Served serve(String option, int port, LedgerReading reading, Surroundings surroundings) {
        if (port < 0 || port > MOST) {
            throw new WrongUsage(option + " " + port + ": no port; use one from 1 to " + MOST + ", or 0 for any that is free");
        }
        Console console;
        try {
            console = Console.start(port, reading.traces(), reading, surroundings.clock());
        } catch (IOException e) {
            throw new WrongUsage(option + " " + port + ": cannot listen there (" + Shown.escaped(String.valueOf(e.getMessage()))
                    + "); another console may be running: end it, or name another port, 0 for any that is free");
        }
        if (surroundings.terminalWidth() > 0) {
            surroundings.err().println("Console: " + console.link());
            return console::close;
        }
        Path link = keepLink(console, reading.folder());
        surroundings.err().println("Console: " + console.address() + "; the link that opens it is in " + Shown.escaped(link.toString()));
        return () -> {
            delete(link);
            console.close();
        };
    }

    /** Where the output is a log, which more people read than may see the ledger, the link is in a file of its owner. */
    private static Path keepLink(Console console, Path folder) {
        Path link = folder.resolve("console-" + console.address().getPort() + ".url");
        try {
            Path draft = Files.createTempFile(folder, ".", ".tmp");
            Files.writeString(draft, console.link() + "\n", StandardCharsets.UTF_8);
            return Files.move(draft, link, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            console.close();
            throw new UncheckedIOException(link + " cannot be written", e);
        }
    }

    private static void delete(Path link) {
        try {
            Files.deleteIfExists(link);
        } catch (IOException e) {
            // Its key is worth nothing any more.
        }
    }
}
