package dev.dubimport.dub;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes a secret out of text: plain, percent-encoded, as entities of HTML or escapes of JSON, in hexadecimal and in Base64, whatever its case, and pieces of it. What
 * is left is never {@value #PIECE} characters of it in a row: too few to guess the rest from.
 */
final class Redaction {
    private static final int PIECE = 8;
    private static final String SHOWN = "***";

    private final Set<String> pieces = new HashSet<>();
    private final int length;

    Redaction(String secret) {
        length = Math.min(PIECE, secret.length());
        byte[] bytes = secret.getBytes(StandardCharsets.US_ASCII);
        addPiecesOf(secret);
        addPiecesOf(URLEncoder.encode(secret, StandardCharsets.US_ASCII));
        addPiecesOf(eachCharacterAs("%%%02x", secret));
        addPiecesOf(eachCharacterAs("&#%d;", secret));
        addPiecesOf(eachCharacterAs("&#x%x;", secret));
        addPiecesOf(eachCharacterAs("\\u%04x", secret));
        addPiecesOf(HexFormat.of().formatHex(bytes));
        for (int before = 0; before < 3; before++) {
            addPiecesOf(base64(bytes, before));
        }
    }

    String of(String text) {
        String lower = lowerCase(text);
        BitSet hidden = new BitSet(text.length());
        for (int i = 0; i + length <= lower.length(); i++) {
            if (pieces.contains(lower.substring(i, i + length))) {
                hidden.set(i, i + length);
            }
        }
        return hidden.isEmpty() ? text : shown(text, hidden);
    }

    private static String shown(String text, BitSet hidden) {
        StringBuilder shown = new StringBuilder(text.length());
        int from = 0;
        while (from < text.length()) {
            int start = hidden.nextSetBit(from);
            if (start < 0) {
                return shown.append(text, from, text.length()).toString();
            }
            shown.append(text, from, start).append(SHOWN);
            from = hidden.nextClearBit(start);
        }
        return shown.toString();
    }

    private void addPiecesOf(String form) {
        String lower = lowerCase(form);
        for (int i = 0; i + length <= lower.length(); i++) {
            pieces.add(lower.substring(i, i + length));
        }
    }

    private static String eachCharacterAs(String form, String secret) {
        return secret.chars().mapToObj(c -> String.format(Locale.ROOT, form, c)).collect(Collectors.joining());
    }

    /** As it stands in the Base64 of a longer text, without the characters that depend on what is around it. */
    private static String base64(byte[] secret, int bytesBefore) {
        byte[] padded = new byte[bytesBefore + secret.length];
        System.arraycopy(secret, 0, padded, bytesBefore, secret.length);
        String text = Base64.getEncoder().withoutPadding().encodeToString(padded);
        int start = (bytesBefore * 8 + 5) / 6;
        int end = padded.length * 8 / 6;
        return text.substring(start, Math.max(start, end));
    }

    /** Character by character: the text's own lower case may be of another length. */
    private static String lowerCase(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            lower.append(Character.toLowerCase(text.charAt(i)));
        }
        return lower.toString();
    }
}
