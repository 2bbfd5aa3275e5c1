package dev.dubimport.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/** A request to the process that has the ledger open: that it copy it. Closed, it leaves nothing behind. */
final class CopyRequest implements AutoCloseable {
    private final CopyFiles files;
    private final FileChannel lock;

    private CopyRequest(CopyFiles files, FileChannel lock) {
        this.files = files;
        this.lock = lock;
    }

    static CopyRequest in(Path folder) throws IOException {
        CopyFiles files = CopyFiles.of(folder, "copy-" + UUID.randomUUID());
        // Under its name it is locked from the first moment: unlocked, it would count as left behind.
        Path draft = Disk.createPrivate(folder.resolve(files.wanted().getFileName() + ".tmp"));
        FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE);
        try {
            channel.lock();
            Files.move(draft, files.wanted(), StandardCopyOption.ATOMIC_MOVE);
            return new CopyRequest(files, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            Files.deleteIfExists(draft);
            throw e;
        }
    }

    /** How much of the copy is written: what changes while the other process is at it. */
    long progress() throws IOException {
        try {
            return Files.size(files.part());
        } catch (NoSuchFileException notBegun) {
            return -1;
        }
    }

    /** The copy, once it is whole. */
    Optional<Path> copy() {
        return Optional.of(files.copy()).filter(Files::exists);
    }

    /** Why there will be none. */
    Optional<String> failure() throws IOException {
        return Files.exists(files.failed()) ? Optional.of(Files.readString(files.failed())) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            files.delete();
        }
    }
}
