package dev.dubimport.cli;

import dev.dubimport.config.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;

/** A file with a key that a profile names: it stays there for good. */
final class KeyFile {
    private KeyFile() {}

    /**
     * Finds out whether others can read the key; that it is not there says who needs it.
     *
     * @throws WrongUsage if they can
     */
    static void ensurePrivate(Value named) {
        Path file = Path.of(named.text());
        try {
            if (Files.exists(file)
                    && Files.getFileAttributeView(file, PosixFileAttributeView.class) != null
                    && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
                throw new WrongUsage(named.origin()
                        + " api-key-file: every user of this machine can read that file; make it your own (chmod 600)");
            }
        } catch (IOException e) {
            throw new WrongUsage(named.origin() + " api-key-file: cannot be looked at ("
                    + e.getClass().getSimpleName() + "); name a readable file that holds nothing but the API key");
        }
    }
}
