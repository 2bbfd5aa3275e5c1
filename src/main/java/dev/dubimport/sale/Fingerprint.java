package dev.dubimport.sale;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A hash of a sale's canonical content without its invoice id: tells a repeat (same content) from a conflict (same invoice
 * id, other content). The first 128 bits of SHA-256 over the fields in UTF-8, each as {@code length:text}, so that no
 * text can move from one field to the next unseen.
 */
public record Fingerprint(long high, long low) {
    /** Written before the content; raise it only with a migration of every ledger. */
    private static final String VERSION = "1";

    static Fingerprint of(Sale sale) {
        StringBuilder content = new StringBuilder(160);
        append(content, VERSION);
        append(content, sale.externalId());
        append(content, Long.toString(sale.amount().minorUnits()));
        append(content, sale.amount().currency().getCurrencyCode());
        append(content, sale.paymentProcessor().contractName());
        append(content, sale.eventName());
        append(content, sale.leadEventName().orElse(""));
        append(content, sale.metadata().json());
        ByteBuffer hash =
                ByteBuffer.wrap(Sha256.digest().digest(content.toString().getBytes(StandardCharsets.UTF_8)));
        return new Fingerprint(hash.getLong(), hash.getLong());
    }

    /** 32 hexadecimal digits. */
    public String hex() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(high) + hex.toHexDigits(low);
    }

    private static void append(StringBuilder content, String field) {
        content.append(field.length()).append(':').append(field);
    }
}
