package dev.dubimport.schedule;

import dev.dubimport.sale.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** What a file holds, whatever it is called. */
final class Content {
    private Content() {}

    /** The SHA-256 of its bytes, in hexadecimal digits. */
    static String sha256(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        Files.copy(file, new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        return HexFormat.of().formatHex(digest.digest());
    }
}
