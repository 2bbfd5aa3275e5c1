package dev.dubimport.csv;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Whether the bytes of a file that is said to be in another encoding are UTF-8 after all: every byte of one charset is a character,
 * so that such a file can be read, and each of its letters beyond ASCII comes out as two others.
 *
 * <p>Two letters of a short file may be valid UTF-8 by chance, as the {@code ÓŁ} of a Polish {@code SPÓŁKA}. So it takes a character
 * that chance hardly makes: a Latin letter, one of three bytes, or two beyond ASCII side by side.
 */
final class Utf8Signs {
    private static final int BLOCK = 1 << 12;
    private static final int LONGEST_WORD = 40;
    private static final int FIRST_BEHIND_LATIN = 0x250;
    private static final int FIRST_OF_THREE_BYTES = 0x800;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer undecoded = ByteBuffer.allocate(BLOCK + 8);
    private final CharBuffer characters = CharBuffer.allocate(BLOCK + 8);
    private final StringBuilder word = new StringBuilder();
    private Optional<Word> first = Optional.empty();
    private boolean isValid = true;
    private boolean isTelling;
    private char before;
    private long line = 1;

    /** A word that is only right in UTF-8. */
    record Word(long line, String text) {}

    void see(byte[] bytes, int offset, int count) {
        for (int from = offset; isValid && from < offset + count; from += BLOCK) {
            undecoded.put(bytes, from, Math.min(BLOCK, offset + count - from));
            decode(false);
        }
    }

    /** The first word that tells, once all bytes have been seen; empty where the file is not UTF-8, or may be both. */
    Optional<Word> found() {
        if (isValid) {
            decode(true);
            endWord();
        }
        return isValid ? first : Optional.empty();
    }

    private void decode(boolean atEnd) {
        undecoded.flip();
        characters.clear();
        isValid = !decoder.decode(undecoded, characters, atEnd).isError();
        undecoded.compact();
        characters.flip();
        while (characters.hasRemaining()) {
            see(characters.get());
        }
    }

    private void see(char c) {
        if (c <= ' ' || c == ',' || c == ';' || c == '|' || c == '"') {
            endWord();
        } else if (first.isEmpty() && word.length() < LONGEST_WORD) {
            word.append(c);
            isTelling |= c > 0x7F && (c < FIRST_BEHIND_LATIN || c >= FIRST_OF_THREE_BYTES || before > 0x7F);
        }
        if (c == '\r' || (c == '\n' && before != '\r')) {
            line++;
        }
        before = c;
    }

    private void endWord() {
        if (isTelling && first.isEmpty()) {
            first = Optional.of(new Word(line, word.toString()));
        }
        isTelling = false;
        word.setLength(0);
    }
}
