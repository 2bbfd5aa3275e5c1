package dev.dubimport.ledger;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A copy of the ledger's file, zipped: H2 does not notice when a byte of its data is another, the check sum of the archive
 * does. Any zip tool can unpack it.
 */
final class Backup {
    private static final String ENTRY = "ledger.mv.db";

    private Backup() {}

    /** Copies the file of a ledger that nobody writes to. */
    static void write(Path ledger, Path target) throws IOException {
        publish(target, draft -> {
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(draft))) {
                zip.putNextEntry(new ZipEntry(ENTRY));
                Files.copy(ledger, zip);
            }
        });
    }

    /** Keeps a copy that the database made, which packs its file just so. */
    static void keep(Path copy, Path target) throws IOException {
        publish(target, draft -> {
            try (OutputStream out = Files.newOutputStream(draft)) {
                Files.copy(copy, out);
            }
        });
    }

    private interface Drafting {
        void fill(Path draft) throws IOException;
    }

    /** Appears under its name whole, or not at all; never in place of another file. */
    private static void publish(Path target, Drafting drafting) throws IOException {
        Path whole = target.toAbsolutePath();
        Path folder = whole.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new NoSuchFileException(String.valueOf(folder), null, "no such folder");
        }
        // A temporary file is readable for its owner only.
        Path draft = Files.createTempFile(folder, "." + whole.getFileName() + ".", ".tmp");
        try {
            drafting.fill(draft);
            Disk.force(draft);
            read(draft, OutputStream.nullOutputStream());
            Files.move(draft, whole);
            Disk.forceNames(folder);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Unpacks the ledger of a backup into a new file of that folder. */
    static Path unpack(Path backup, Path folder) throws IOException {
        Path unpacked = Files.createTempFile(folder, "ledger-unpacked-", ".mv.db");
        try (OutputStream out = Files.newOutputStream(unpacked)) {
            read(backup, out);
        } catch (IOException e) {
            Files.deleteIfExists(unpacked);
            throw e;
        }
        Disk.force(unpacked);
        return unpacked;
    }

    private static void read(Path backup, OutputStream to) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(backup));
                ZipInputStream zip = new ZipInputStream(file)) {
            ZipEntry entry = zip.getNextEntry();
            if (entry == null || !entry.getName().equals(ENTRY)) {
                throw new ZipException("this is no backup of a ledger");
            }
            zip.transferTo(to);
            // Reading on to the end of the archive shows whether it was cut off behind the data.
            zip.closeEntry();
            if (zip.getNextEntry() != null) {
                throw new ZipException("this is no backup of a ledger: it holds more than one");
            }
        }
    }
}
