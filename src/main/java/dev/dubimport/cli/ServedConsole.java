package dev.dubimport.cli;

import dev.dubimport.console.Console;
import dev.dubimport.sale.Shown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * A console that is being served, or none, and how people learn where it is: by its link on a terminal; elsewhere the output is a
 * log, which more people read than may see the ledger, and the link is in a file of its owner.
 */
final class ServedConsole implements AutoCloseable {
    private static final int MOST = 65_535;

    private final Optional<Console> console;
    private final Optional<Path> linkFile;
    private final Surroundings surroundings;

    private ServedConsole(Optional<Console> console, Optional<Path> linkFile, Surroundings surroundings) {
        this.console = console;
        this.linkFile = linkFile;
        this.surroundings = surroundings;
    }

    static ServedConsole none(Surroundings surroundings) {
        return new ServedConsole(Optional.empty(), Optional.empty(), surroundings);
    }

    /**
     * Serves it.
     *
     * @param option which option named the port
     * @throws WrongUsage if the port is taken
     */
    static ServedConsole start(String option, int port, LedgerReading reading, Surroundings surroundings) {
        if (port < 0 || port > MOST) {
            throw new WrongUsage(
                    option + " " + port + ": no port; use one from 1 to " + MOST + ", or 0 for any that is free");
        }
        Path folder = reading.folder();
        try {
            Console console = Console.start(port, reading.traces(), reading, surroundings.clock());
            Optional<Path> linkFile =
                    surroundings.terminalWidth() > 0 ? Optional.empty() : Optional.of(keepLink(console, folder));
            return new ServedConsole(Optional.of(console), linkFile, surroundings);
        } catch (IOException e) {
            throw new WrongUsage(option + " " + port + ": cannot listen there ("
                    + Shown.escaped(String.valueOf(e.getMessage()))
                    + "); another console may be running: end it, or name another port, 0 for any that is free");
        }
    }

    /** Says where it is, in one line. */
    void announce() {
        console.ifPresent(served -> surroundings
                .err()
                .println(linkFile.map(file -> "Console: " + served.address() + "; the link that opens it is in "
                                + Shown.escaped(file.toString()))
                        .orElseGet(() -> "Console: " + served.link())));
    }

    @Override
    public void close() {
        console.ifPresent(Console::close);
        try {
            if (linkFile.isPresent()) {
                Files.deleteIfExists(linkFile.get());
            }
        } catch (IOException e) {
            surroundings
                    .err()
                    .println("A link that opens nothing any more cannot be deleted: " + Shown.escaped(e.toString()));
        }
    }

    private static Path keepLink(Console console, Path folder) {
        Path link = folder.resolve("console-" + console.address().getPort() + ".url");
        try {
            // Such files are readable by their owner alone.
            Path draft = Files.createTempFile(folder, ".", ".tmp");
            try {
                Files.writeString(draft, console.link() + "\n", StandardCharsets.UTF_8);
                return Files.move(draft, link, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            console.close();
            throw new UncheckedIOException(link + " cannot be written", e);
        }
    }
}
