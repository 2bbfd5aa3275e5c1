package dev.dubimport.inspect;

import dev.dubimport.inspect.Findings.Choice;
import dev.dubimport.inspect.Findings.Confidence;
import dev.dubimport.inspect.Findings.Statement;
import dev.dubimport.inspect.Findings.Undecided;
import dev.dubimport.sale.Shown;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How the characters of a file are written.
 *
 * @param charset to read it in
 * @param key what the mapping must say; empty where it need not say anything
 * @param undecided where the statistics of the letters point to none that a mapping can name
 */
record Encoding(Charset charset, Optional<String> key, Statement statement, Optional<Undecided> undecided) {
    private static final String ABOUT = "encoding";
    private static final Charset WESTERN = Charset.forName("windows-1252");

    /** What the detector may say, by the name that a mapping has for it; Latin-1 is part of windows-1252. */
    private static final Map<String, String> NAMES = Map.of(
            "WINDOWS-1252", "windows-1252",
            "ISO-8859-1", "windows-1252",
            "WINDOWS-1250", "windows-1250",
            "WINDOWS-1251", "windows-1251",
            "ISO-8859-2", "iso-8859-2",
            "ISO-8859-15", "iso-8859-15");

    static Encoding of(FileBytes bytes) {
        return switch (bytes.mark()) {
            case UTF_8 -> unmapped(StandardCharsets.UTF_8, "UTF-8", "byte order mark EF BB BF at the start");
            case UTF_16LE -> unmapped(StandardCharsets.UTF_16LE, "UTF-16LE", "byte order mark FF FE at the start");
            case UTF_16BE -> unmapped(StandardCharsets.UTF_16BE, "UTF-16BE", "byte order mark FE FF at the start");
            case NUL_BEHIND -> likely("utf-16le", "every other byte is 0, the second of each pair");
            case NUL_BEFORE -> likely("utf-16be", "every other byte is 0, the first of each pair");
            case NONE -> withoutMark(bytes);
        };
    }

    private static Encoding withoutMark(FileBytes bytes) {
        if (!bytes.isUtf8()) {
            return detected(bytes);
        }
        return unmapped(
                StandardCharsets.UTF_8,
                "UTF-8",
                bytes.words().isEmpty()
                        ? "nothing but ASCII in the whole file"
                        : "valid in the whole file, with " + words(bytes, StandardCharsets.UTF_8));
    }

    private static Encoding detected(FileBytes bytes) {
        Optional<String> name = bytes.detected().map(NAMES::get);
        Charset charset = name.map(Charset::forName).orElse(WESTERN);
        String words = words(bytes, charset);
        if (name.isPresent()) {
            return new Encoding(
                    charset,
                    name,
                    new Statement(ABOUT, name.get(), Confidence.LIKELY, "not UTF-8; read so, it has " + words),
                    Optional.empty());
        }
        String seems = bytes.detected()
                .map(other -> "its letters look like " + other + ", which a mapping cannot name")
                .orElse("its letters tell of none");
        List<Choice> choices = List.of("windows-1252", "windows-1250", "windows-1251").stream()
                .map(each -> new Choice(each, "reads " + words(bytes, Charset.forName(each))))
                .toList();
        return new Encoding(
                charset,
                Optional.empty(),
                new Statement(ABOUT, "windows-1252", Confidence.GUESS, "not UTF-8, and " + seems),
                Optional.of(new Undecided(
                        ABOUT,
                        "the file is not UTF-8, and " + seems,
                        choices,
                        "Take the one in which the words read right, or save the file as UTF-8.")));
    }

    private static Encoding unmapped(Charset charset, String name, String reason) {
        return new Encoding(
                charset, Optional.empty(), new Statement(ABOUT, name, Confidence.CERTAIN, reason), Optional.empty());
    }

    private static Encoding likely(String name, String reason) {
        return new Encoding(
                Charset.forName(name),
                Optional.of(name),
                new Statement(ABOUT, name, Confidence.LIKELY, "no byte order mark; " + reason),
                Optional.empty());
    }

    /** {@code "Müller" on line 3 (4D FC 6C 6C 65 72)}: the bytes that prove it. */
    private static String words(FileBytes bytes, Charset charset) {
        return bytes.words().stream()
                .map(word -> "\"" + Shown.shortened(decoded(word.bytes(), charset)) + "\" on line " + word.line() + " ("
                        + hex(word.bytes()) + ")")
                .collect(Collectors.joining(", "));
    }

    private static String decoded(String word, Charset charset) {
        try {
            return charset.newDecoder()
                    .decode(ByteBuffer.wrap(word.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException notText) {
            return "no text";
        }
    }

    private static String hex(String word) {
        return word.chars()
                .filter(each -> each > 0x7F)
                .mapToObj(each -> String.format(Locale.ROOT, "%02X", each))
                .collect(Collectors.joining(" "));
    }
}
