package dev.dubimport.inspect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mozilla.universalchardet.UniversalDetector;

/** What the bytes of a file tell, read once from the first to the last. Memory does not grow with the file. */
final class FileBytes {
    private static final int BLOCK = 1 << 16;
    private static final int MOST_WORDS = 2;
    private static final int LONGEST_WORD = 40;

    /** With which bytes the file begins. */
    enum Mark {
        UTF_8,
        UTF_16LE,
        UTF_16BE,
        /** No mark, but the zeros that Latin letters have behind them in UTF-16. */
        NUL_BEHIND,
        NUL_BEFORE,
        NONE
    }

    /**
     * A word that is not ASCII.
     *
     * @param bytes a character for each byte
     */
    record Word(long line, String bytes) {}

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer undecoded = ByteBuffer.allocate(BLOCK + 8);
    private final CharBuffer characters = CharBuffer.allocate(BLOCK + 8);
    private final UniversalDetector detector = new UniversalDetector();
    private final List<Word> words = new ArrayList<>();
    private final ByteArrayOutputStream word = new ByteArrayOutputStream();
    private Mark mark = Mark.NONE;
    private boolean isUtf8 = true;
    private boolean isBehindReturn;
    private boolean isInQuotes;
    private boolean hasQuotes;
    private boolean isAscii = true;
    private long line = 1;
    private long crLf;
    private long lf;
    private long cr;

    private FileBytes() {}

    static FileBytes of(InputStream in) throws IOException {
        FileBytes bytes = new FileBytes();
        byte[] block = new byte[BLOCK];
        int count = in.readNBytes(block, 0, BLOCK);
        bytes.mark = markOf(block, count);
        while (count > 0) {
            bytes.add(block, count);
            count = in.readNBytes(block, 0, BLOCK);
        }
        bytes.end();
        return bytes;
    }

    Mark mark() {
        return mark;
    }

    boolean isUtf8() {
        return isUtf8;
    }

    /** The first words that are not ASCII. */
    List<Word> words() {
        return words;
    }

    /** The encoding that the statistics of the letters point to. */
    Optional<String> detected() {
        return Optional.ofNullable(detector.getDetectedCharset());
    }

    boolean hasQuotes() {
        return hasQuotes;
    }

    /** {@code 12 lines end with CR LF, 3 with LF}; empty where all end alike. */
    Optional<String> mixedLineEnds() {
        List<String> kinds = new ArrayList<>();
        addTo(kinds, crLf, "CR LF");
        addTo(kinds, lf, "LF");
        addTo(kinds, cr, "CR");
        return kinds.size() < 2 ? Optional.empty() : Optional.of(String.join(", ", kinds));
    }

    private static void addTo(List<String> kinds, long count, String name) {
        if (count > 0) {
            kinds.add(String.format("%,d with %s", count, name));
        }
    }

    private void add(byte[] block, int count) {
        if (isUtf8) {
            decode(block, count, false);
        }
        if (!detector.isDone()) {
            detector.handleData(block, 0, count);
        }
        for (int i = 0; i < count; i++) {
            see(block[i]);
        }
    }

    private void end() {
        if (isUtf8) {
            decode(new byte[0], 0, true);
        }
        detector.dataEnd();
        endWord();
        if (isBehindReturn) {
            cr++;
        }
    }

    private void decode(byte[] block, int count, boolean atEnd) {
        undecoded.put(block, 0, count).flip();
        characters.clear();
        isUtf8 = !decoder.decode(undecoded, characters, atEnd).isError();
        undecoded.compact();
    }

    private void see(byte b) {
        if (isBehindReturn && b != '\n' && !isInQuotes) {
            cr++;
        }
        if (isSeparator(b)) {
            endWord();
        }
        if (b == '\n') {
            seeLineFeed();
        }
        isBehindReturn = b == '\r';
        if (b == '"') {
            hasQuotes = true;
            isInQuotes = !isInQuotes;
        }
        if (!isSeparator(b) && word.size() < LONGEST_WORD && words.size() < MOST_WORDS) {
            word.write(b);
            isAscii &= b >= 0;
        }
    }

    /** A line break in quotes belongs to a cell and may be what it likes. */
    private void seeLineFeed() {
        if (!isInQuotes && isBehindReturn) {
            crLf++;
        } else if (!isInQuotes) {
            lf++;
        }
        line++;
    }

    private void endWord() {
        if (!isAscii) {
            words.add(new Word(line, word.toString(StandardCharsets.ISO_8859_1)));
        }
        word.reset();
        isAscii = true;
    }

    private static boolean isSeparator(byte b) {
        return (b >= 0 && b <= ' ') || b == ',' || b == ';' || b == '|' || b == '"';
    }

    private static Mark markOf(byte[] start, int count) {
        if (count >= 3 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB && start[2] == (byte) 0xBF) {
            return Mark.UTF_8;
        }
        if (count >= 2 && start[0] == (byte) 0xFF && start[1] == (byte) 0xFE) {
            return Mark.UTF_16LE;
        }
        if (count >= 2 && start[0] == (byte) 0xFE && start[1] == (byte) 0xFF) {
            return Mark.UTF_16BE;
        }
        if (count >= 4 && start[0] != 0 && start[1] == 0 && start[2] != 0 && start[3] == 0) {
            return Mark.NUL_BEHIND;
        }
        if (count >= 4 && start[0] == 0 && start[1] != 0 && start[2] == 0 && start[3] != 0) {
            return Mark.NUL_BEFORE;
        }
        return Mark.NONE;
    }
}
