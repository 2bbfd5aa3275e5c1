package dev.dubimport.csv;

import dev.dubimport.sale.Suggestion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The mappings of ours, for exports that many have. They are files of the same kind as those that people write. */
public final class Presets {
    /** Their names, in the order in which they are shown. */
    public static final List<String> NAMES = List.of(
            "stripe-payments", "stripe-balance", "shopify-orders", "polar-orders", "paddle-transactions", "generic");

    private Presets() {}

    /** What the export of that name is, in one sentence. */
    public static String title(String name) {
        String firstLine = text(name).lines().findFirst().orElseThrow();
        return firstLine.substring(firstLine.indexOf(':') + 2);
    }

    /** The mapping of that name. */
    public static Mapping read(String name) {
        return new MappingFile(Path.of(name), text(name)).read();
    }

    /** The file of that name, as it is written; empty where none of ours is called so. */
    public static Optional<String> find(String name) {
        return NAMES.contains(name) ? Optional.of(text(name)) : Optional.empty();
    }

    /**
     * What to do about a name that none of ours has.
     *
     * @param first what to try before another name, where none is near
     */
    public static String nearest(String name, String first) {
        return Suggestion.nearest(name, NAMES, first + "use one of " + String.join(", ", NAMES));
    }

    /** The file of that name, as it is written. */
    public static String text(String name) {
        try (InputStream in = Presets.class.getResourceAsStream("presets/" + name + ".yml")) {
            if (in == null) {
                throw new IllegalArgumentException("no mapping of ours: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
