package dev.dubimport.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Standard input in a file that only its owner reads, because it is read more than once; gone when closed. */
final class KeptInput implements AutoCloseable {
    private final Path file;

    private KeptInput(Path file) {
        this.file = file;
    }

    /** Reads all of it; a full disk is one of the machine's troubles, not of the input's. */
    static KeptInput of(InputStream in) {
        try {
            KeptInput kept = new KeptInput(Files.createTempFile("dub-import-", ".tmp"));
            // Where a signal ends the process while it still reads, nobody closes.
            kept.file.toFile().deleteOnExit();
            kept.fill(in);
            return kept;
        } catch (IOException e) {
            throw new UncheckedIOException("standard input cannot be kept", e);
        }
    }

    Path file() {
        return file;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be deleted", e);
        }
    }

    private void fill(InputStream in) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            in.transferTo(out);
        } catch (IOException e) {
            close();
            throw e;
        }
    }
}
