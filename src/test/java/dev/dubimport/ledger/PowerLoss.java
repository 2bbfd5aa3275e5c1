package dev.dubimport.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePathWrapper;

/**
 * A disk for H2 ({@code jdbc:h2:power:/path}) that remembers which writes were synced, and can tell what would be left of a
 * file if power were lost. Public, because H2 makes more of it by itself.
 */
public final class PowerLoss extends FilePathWrapper {
    private static final int SECTOR = 512;
    private static final Map<String, Platter> PLATTERS = new ConcurrentHashMap<>();
    private static volatile boolean ignoresSyncs;

    /** A disk that lies, to see that the play can lose anything. */
    static void ignoreSyncs(boolean ignore) {
        ignoresSyncs = ignore;
    }

    /** Power is lost: what is written from now on never was. */
    static void cut(String database) {
        platter(database).cut();
    }

    /**
     * What is left after the loss.
     *
     * @param variant 0: nothing that was not synced; 1: all of it; others: any part of it
     */
    static void writeSurvivor(String database, Path target, Random random, int variant) throws IOException {
        Files.write(target, platter(database).survivor(random, variant));
    }

    private static Platter platter(String database) {
        return Objects.requireNonNull(PLATTERS.get(database + ".mv.db"), database);
    }

    @Override
    public String getScheme() {
        return "power";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        Platter platter = PLATTERS.computeIfAbsent(unwrap(name).toString(), path -> new Platter());
        return new Recorder(super.open(mode), platter);
    }

    /** One file: what is surely on the disk, and what was written since, in order. */
    private static final class Platter {
        private byte[] synced = {};
        private List<Change> pending = new ArrayList<>();
        private boolean isCut;

        synchronized void add(Change change) {
            if (!isCut) {
                pending.add(change);
            }
        }

        synchronized void sync() {
            if (!isCut && !ignoresSyncs) {
                for (Change change : pending) {
                    synced = change.applyTo(synced);
                }
                pending = new ArrayList<>();
            }
        }

        synchronized void cut() {
            isCut = true;
        }

        synchronized byte[] survivor(Random random, int variant) {
            byte[] image = synced.clone();
            for (Change change : pending) {
                if (variant == 1) {
                    image = change.applyTo(image);
                } else if (variant > 1 && random.nextBoolean()) {
                    image = change.torn(random).applyTo(image);
                }
            }
            return image;
        }
    }

    private interface Change {
        byte[] applyTo(byte[] image);

        Change torn(Random random);
    }

    private static final class Write implements Change {
        private final long position;
        private final byte[] bytes;

        Write(long position, byte[] bytes) {
            this.position = position;
            this.bytes = bytes;
        }

        @Override
        public byte[] applyTo(byte[] image) {
            int end = Math.toIntExact(position + bytes.length);
            byte[] changed = Arrays.copyOf(image, Math.max(image.length, end));
            System.arraycopy(bytes, 0, changed, Math.toIntExact(position), bytes.length);
            return changed;
        }

        /** One half of the time the first sectors of it only. */
        @Override
        public Change torn(Random random) {
            int sectors = bytes.length / SECTOR;
            return sectors == 0 || random.nextBoolean()
                    ? this
                    : new Write(position, Arrays.copyOf(bytes, SECTOR * random.nextInt(sectors)));
        }
    }

    private record Truncation(long size) implements Change {
        @Override
        public byte[] applyTo(byte[] image) {
            return Arrays.copyOf(image, Math.toIntExact(Math.min(image.length, size)));
        }

        @Override
        public Change torn(Random random) {
            return this;
        }
    }

    private static final class Recorder extends FileBase {
        private final FileChannel file;
        private final Platter platter;

        Recorder(FileChannel file, Platter platter) {
            this.file = file;
            this.platter = platter;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return file.read(target);
        }

        @Override
        public synchronized int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            record(source, file.position());
            return file.write(source);
        }

        @Override
        public synchronized int write(ByteBuffer source, long position) throws IOException {
            record(source, position);
            return file.write(source, position);
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            platter.add(new Truncation(size));
            file.truncate(size);
            return this;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            platter.sync();
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            file.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public synchronized FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }

        private void record(ByteBuffer source, long position) {
            byte[] bytes = new byte[source.remaining()];
            source.duplicate().get(bytes);
            platter.add(new Write(position, bytes));
        }
    }
}
