package dev.dubimport.csv;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The bytes of one file in a zip, which Java itself does not hold against the size and the checksum in the directory. */
final class ZipContent extends InputStream {
    private final ZipFile zip;
    private final InputStream in;
    private final ZipEntry entry;
    private final CRC32 checksum = new CRC32();
    private long unpacked;

    private ZipContent(ZipFile zip, InputStream in, ZipEntry entry) {
        this.zip = zip;
        this.in = in;
        this.entry = entry;
    }

    /**
     * Closes the zip when it is closed.
     *
     * @param entry as the directory had it when the file was found
     */
    static ZipContent of(ZipFile zip, ZipEntry entry) throws IOException {
        try {
            ZipEntry now = zip.getEntry(entry.getName());
            if (now == null || now.getCrc() != entry.getCrc() || now.getSize() != entry.getSize()) {
                throw new Spoilt("changed while it was being read; leave it alone and run the command again");
            }
            return new ZipContent(zip, zip.getInputStream(now), now);
        } catch (IOException e) {
            zip.close();
            throw e instanceof ZipException ? Spoilt.damaged(String.valueOf(e.getMessage())) : e;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = unpack(target, offset, length);
        checksum.update(target, offset, Math.max(0, count));
        unpacked += Math.max(0, count);
        boolean isWhole = unpacked == entry.getSize() && checksum.getValue() == entry.getCrc();
        if (unpacked > entry.getSize() || (count < 0 && !isWhole)) {
            throw Spoilt.damaged("its size or checksum does not fit");
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private int unpack(byte[] target, int offset, int length) throws IOException {
        try {
            return in.read(target, offset, length);
        } catch (ZipException | EOFException e) {
            throw Spoilt.damaged(String.valueOf(e.getMessage()));
        }
    }
}
