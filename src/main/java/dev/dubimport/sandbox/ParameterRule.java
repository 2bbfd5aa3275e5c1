package dev.dubimport.sandbox;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The service's rule for one parameter of a reading.
 *
 * @param check what is wrong with a value, if anything: {@code too_big: limit: ...}
 */
record ParameterRule(String name, boolean isRequired, Function<String, Optional<String>> check) {

    /** What a number may be written as: longer ones would not fit an int, and no reading has that many pages. */
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");

    static ParameterRule oneOf(String name, List<String> allowed) {
        return optional(
                name,
                value -> allowed.contains(value)
                        ? Optional.empty()
                        : complaint(
                                "invalid_enum_value",
                                name,
                                "Invalid enum value. Expected "
                                        + allowed.stream().collect(Collectors.joining("' | '", "'", "'"))
                                        + ", received '" + value + "'"));
    }

    static ParameterRule number(String name, int most) {
        return optional(name, value -> {
            if (!NUMBER.matcher(value).matches()) {
                return complaint("invalid_type", name, "Expected number, received nan");
            }
            if (Integer.parseInt(value) <= 0) {
                return complaint("too_small", name, "Number must be greater than 0");
            }
            return Integer.parseInt(value) > most
                    ? complaint("too_big", name, "Number must be less than or equal to " + most)
                    : Optional.empty();
        });
    }

    static ParameterRule text(String name) {
        return optional(
                name,
                value -> value.isBlank()
                        ? complaint("too_small", name, "String must contain at least 1 character(s)")
                        : Optional.empty());
    }

    static ParameterRule moment(String name) {
        return optional(
                name,
                value -> Period.moment(value).isPresent()
                        ? Optional.empty()
                        : complaint("invalid_date", name, "Invalid date"));
    }

    static ParameterRule timezone(String name) {
        return optional(
                name, value -> isZone(value) ? Optional.empty() : complaint("custom", name, "Invalid timezone"));
    }

    static ParameterRule matching(String name, Pattern pattern) {
        return optional(
                name,
                value -> pattern.matcher(value).matches() ? Optional.empty() : complaint("custom", name, "Invalid"));
    }

    ParameterRule required() {
        return new ParameterRule(name, true, check);
    }

    Optional<String> complaint(Optional<String> value) {
        if (value.isEmpty()) {
            return isRequired ? complaint("invalid_type", name, "Required") : Optional.empty();
        }
        return check.apply(value.get());
    }

    private static ParameterRule optional(String name, Function<String, Optional<String>> check) {
        return new ParameterRule(name, false, check);
    }

    private static Optional<String> complaint(String code, String name, String text) {
        return Optional.of(code + ": " + name + ": " + text);
    }

    private static boolean isZone(String text) {
        try {
            return !ZoneId.of(text).getId().isEmpty();
        } catch (DateTimeException noZone) {
            return false;
        }
    }
}
