package dev.dubimport.csv;

import dev.dubimport.sale.Sha256;
import dev.dubimport.sale.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The characters of a file, and on the way the hash of its bytes. What is not text is never replaced or skipped: it makes
 * the file unusable, with the line and the byte. A byte order mark is dropped. So does at its end that it is UTF-8 and was to be
 * read as something else.
 */
final class FileText implements AutoCloseable {
    static final int MOST_CHARS_OF_A_CHARACTER = 2;

    private static final int BLOCK_BYTES = 1 << 16;

    private final Source source;
    private final Charset charset;
    private final InputStream in;
    private final CharsetDecoder decoder;
    private final MessageDigest digest = Sha256.digest();
    private final Optional<Utf8Signs> utf8Signs;
    private String sha256 = "";
    private final ByteBuffer bytes = ByteBuffer.allocate(BLOCK_BYTES).flip();
    private long bytesRead;
    private boolean atStart = true;
    private boolean atEnd;
    private long line = 1;
    private char last;

    FileText(Source source, Charset charset) {
        this.source = source;
        this.charset = charset;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        this.utf8Signs = isOfSingleBytes(charset) ? Optional.of(new Utf8Signs()) : Optional.empty();
        try {
            this.in = source.open();
        } catch (IOException e) {
            throw source.unusable(e);
        }
    }

    Source source() {
        return source;
    }

    /**
     * Reads at least one character; -1 at the end of the file.
     *
     * @param length at least {@value #MOST_CHARS_OF_A_CHARACTER}: the halves of a character come together
     */
    int read(char[] target, int offset, int length) {
        if (length < MOST_CHARS_OF_A_CHARACTER) {
            throw new IllegalArgumentException("room for " + length + "; a character may need 2");
        }
        CharBuffer chars = CharBuffer.wrap(target, offset, length);
        while (true) {
            CoderResult result = decoder.decode(bytes, chars, atEnd);
            int count = withoutByteOrderMark(target, offset, chars.position() - offset);
            inspect(target, offset, count);
            if (result.isError()) {
                throw notText();
            }
            if (count > 0) {
                return count;
            }
            if (atEnd) {
                return -1;
            }
            chars.position(offset);
            refill();
        }
    }

    /** SHA-256 of all bytes, in hexadecimal; once the end has been read. */
    String sha256() {
        if (!atEnd) {
            throw new IllegalStateException("the file has not been read to its end");
        }
        return sha256;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw source.unusable(e);
        }
    }

    private int withoutByteOrderMark(char[] target, int offset, int count) {
        if (!atStart || count == 0) {
            return count;
        }
        atStart = false;
        if (target[offset] != Dialect.BYTE_ORDER_MARK) {
            return count;
        }
        System.arraycopy(target, offset + 1, target, offset, count - 1);
        return count - 1;
    }

    private void refill() {
        bytes.compact();
        int from = bytes.position();
        try {
            int count = in.read(bytes.array(), from, bytes.remaining());
            atEnd = count < 0;
            bytesRead += Math.max(0, count);
            bytes.position(from + Math.max(0, count));
        } catch (IOException e) {
            throw source.unusable(e);
        }
        bytes.flip();
        digest.update(bytes.array(), from, bytes.limit() - from);
        utf8Signs.ifPresent(signs -> signs.see(bytes.array(), from, bytes.limit() - from));
        if (atEnd) {
            utf8Signs.flatMap(Utf8Signs::found).ifPresent(this::refuse);
            sha256 = HexFormat.of().formatHex(digest.digest());
        }
    }

    /** Where each byte is a character, a file of another encoding can be read too. */
    private static boolean isOfSingleBytes(Charset charset) {
        return charset.newEncoder().maxBytesPerChar() == 1;
    }

    private void refuse(Utf8Signs.Word word) {
        throw Problems.only(
                source,
                "the mapping says " + charset + ", but the file is valid UTF-8 (\"" + Shown.shortened(word.text())
                        + "\" on line " + word.line()
                        + "); remove the `encoding` from the mapping, or save the file as "
                        + charset);
    }

    private void inspect(char[] text, int offset, int count) {
        char before = last;
        for (int i = offset; i < offset + count; i++) {
            char c = text[i];
            if (c <= '\r') {
                inspectControl(c, before);
            }
            before = c;
        }
        last = before;
    }

    private void inspectControl(char c, char before) {
        if (c == 0) {
            throw Problems.only(source, line, "a NUL character: this is not text; export the file as CSV again");
        }
        if (c == '\r' || (c == '\n' && before != '\r')) {
            line++;
        }
    }

    private UnusableFile notText() {
        long position = bytesRead - bytes.remaining() + 1;
        return Problems.only(
                source,
                line,
                String.format(
                        "byte 0x%02X (byte %d of the file): not %s; save the file as UTF-8 (in a spreadsheet: \"CSV UTF-8\"),"
                                + " or say its `encoding` in the mapping, such as windows-1252",
                        bytes.get(bytes.position()), position, charset));
    }
}
