package dev.dubimport.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.net.WWWFormCodec;

/** What stands in the address after the question mark. */
final class Parameters {
    private final Map<String, String> values = new LinkedHashMap<>();

    /** Of a name that stands there twice the last counts. */
    Parameters(String query) {
        for (NameValuePair pair : WWWFormCodec.parse(query, StandardCharsets.UTF_8)) {
            values.put(pair.getName(), Objects.requireNonNullElse(pair.getValue(), ""));
        }
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    int number(String name, int otherwise) {
        return value(name).map(Integer::parseInt).orElse(otherwise);
    }

    /** The first rule that they break, as the service words it; a name without a rule is not taken. */
    Optional<String> firstComplaint(List<ParameterRule> rules) {
        return rules.stream()
                .flatMap(rule -> rule.complaint(value(rule.name())).stream())
                .findFirst()
                .or(() -> values.keySet().stream()
                        .filter(name ->
                                rules.stream().noneMatch(rule -> rule.name().equals(name)))
                        .findFirst()
                        .map(name -> "unrecognized_keys: Unrecognized key(s) in object: '" + name + "'"));
    }
}
