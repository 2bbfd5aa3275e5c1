package dev.dubimport.sale;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash by which content is known: of files, mappings, sales and pages. */
public final class Sha256 {
    private Sha256() {}

    /** A digest that has seen nothing yet. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
