package dev.dubimport.console;

import dev.dubimport.sale.Blanks;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What stands behind the question mark. */
final class Parameters {
    private static final int MOST_CHARACTERS = 1_000;

    private final String query;

    Parameters(@Nullable String query) {
        this.query = query == null ? "" : query;
    }

    /** Empty where it is missing, blank, too long or malformed. */
    Optional<String> text(String name) {
        try {
            return Arrays.stream(query.split("&"))
                    .filter(part -> part.startsWith(name + "="))
                    .findFirst()
                    .map(part -> URLDecoder.decode(part.substring(name.length() + 1), StandardCharsets.UTF_8))
                    .map(Blanks::strip)
                    .filter(text -> !text.isEmpty() && text.length() <= MOST_CHARACTERS);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** Empty where it is missing, or no number that counts things. */
    OptionalLong number(String name) {
        return text(name).filter(text -> text.matches("\\d{1,18}")).stream()
                .mapToLong(Long::parseLong)
                .findFirst();
    }
}
