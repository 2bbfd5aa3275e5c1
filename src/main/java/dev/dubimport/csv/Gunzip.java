package dev.dubimport.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The bytes in a gzip file, of all its members (RFC 1952). Java's own reader takes what is no gzip behind a member for the end
 * of the file; here it makes the file a damaged one, because sales may have been there.
 */
final class Gunzip extends InputStream {
    private static final int DEFLATE = 8;
    private static final int HAS_CHECKSUM = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;

    private final InputStream in;
    private final long mostBytes;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] packed = new byte[1 << 16];
    private int start;
    private int end;
    private boolean isInMember;
    private long unpacked;

    /** @param mostBytes that it may unpack to */
    Gunzip(InputStream in, long mostBytes) {
        this.in = in;
        this.mostBytes = mostBytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = 0;
        while (count == 0 && length > 0) {
            if (!isInMember && !begin()) {
                return -1;
            }
            count = inflate(target, offset, length);
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }

    private int inflate(byte[] target, int offset, int length) throws IOException {
        if (inflater.needsInput()) {
            feed();
        }
        int count = unpack(target, offset, length);
        checksum.update(target, offset, count);
        unpacked += count;
        if (unpacked > mostBytes) {
            throw Spoilt.tooLarge(mostBytes);
        }
        if (inflater.finished()) {
            finish();
        }
        return count;
    }

    private int unpack(byte[] target, int offset, int length) throws IOException {
        try {
            int count = inflater.inflate(target, offset, length);
            if (inflater.needsDictionary()) {
                throw Spoilt.damaged("a dictionary is wanted");
            }
            return count;
        } catch (DataFormatException e) {
            throw Spoilt.damaged(String.valueOf(e.getMessage()));
        }
    }

    private void feed() throws IOException {
        if (start == end && !fill()) {
            throw Spoilt.cutOff();
        }
        inflater.setInput(packed, start, end - start);
        start = end;
    }

    /** Begins the next member; false at the end of the file. */
    private boolean begin() throws IOException {
        if (start == end && !fill()) {
            return false;
        }
        if (next() != 0x1F || next() != 0x8B || next() != DEFLATE) {
            throw Spoilt.damaged("what follows its first " + unpacked + " unpacked bytes is no gzip");
        }
        int flags = next();
        skip(6);
        if ((flags & HAS_EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        if ((flags & HAS_NAME) != 0) {
            skipText();
        }
        if ((flags & HAS_COMMENT) != 0) {
            skipText();
        }
        if ((flags & HAS_CHECKSUM) != 0) {
            skip(2);
        }
        isInMember = true;
        return true;
    }

    /** What follows the packed bytes of a member: their checksum and their number, modulo 2^32. */
    private void finish() throws IOException {
        start = end - inflater.getRemaining();
        if (number() != checksum.getValue() || number() != (inflater.getBytesWritten() & 0xFFFF_FFFFL)) {
            throw Spoilt.damaged("its checksum does not fit");
        }
        inflater.reset();
        checksum.reset();
        isInMember = false;
    }

    private long number() throws IOException {
        return next() | next() << 8 | next() << 16 | (long) next() << 24;
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            next();
        }
    }

    private void skipText() throws IOException {
        while (next() != 0) {
            // All of it goes by.
        }
    }

    private int next() throws IOException {
        if (start == end && !fill()) {
            throw Spoilt.cutOff();
        }
        return packed[start++] & 0xFF;
    }

    private boolean fill() throws IOException {
        start = 0;
        end = Math.max(0, in.read(packed));
        return end > 0;
    }
}
