package dev.dubimport.sandbox;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The contract's rules for a request body, in the order in which the service checks them. */
final class Contract {
    private static final List<String> PAYMENT_PROCESSORS = List.of("stripe", "shopify", "polar", "paddle", "custom");

    /** What JSON numbers hold exactly in the service's own language. */
    private static final long MOST_AMOUNT = 9_007_199_254_740_991L;

    private static final List<Field> FIELDS = List.of(
            new Field("amount", required(Contract::checkAmount)),
            new Field("currency", optional(text(0, Integer.MAX_VALUE))),
            new Field("eventName", optional(text(0, 255))),
            new Field("paymentProcessor", required(Contract::checkPaymentProcessor)),
            new Field("invoiceId", nullable(text(0, Integer.MAX_VALUE))),
            new Field("leadEventName", nullable(text(0, Integer.MAX_VALUE))),
            new Field("metadata", nullable(Contract::checkMetadata)));

    private Contract() {}

    private record Field(String name, Rule rule) {
        Optional<String> complaint(JsonNode value) {
            return rule.complaint(value).map(complaint -> complaint.code + ": " + name + ": " + complaint.text);
        }
    }

    private record Complaint(String code, String text) {}

    private interface Rule {
        Optional<Complaint> complaint(JsonNode value);
    }

    /** The first rule that a body breaks, as the service words it: {@code too_small: amount: ...}. */
    static Optional<String> firstComplaint(JsonNode body) {
        if (!body.isObject()) {
            return Optional.of("invalid_type: Expected object, received " + typeOf(body));
        }
        return new Field("externalId", required(text(1, 100)))
                .complaint(externalId(body))
                .or(() -> FIELDS.stream()
                        .flatMap(field -> field.complaint(body.path(field.name)).stream())
                        .findFirst());
    }

    /** The newer contract's name goes first: the service takes both. */
    static JsonNode externalId(JsonNode body) {
        JsonNode newer = body.path("customerExternalId");
        return newer.isMissingNode() || newer.isNull() ? body.path("externalId") : newer;
    }

    /** The service knows one kind of number, so {@code 1250.0} and {@code 1.25e3} are whole numbers to it. */
    static long amount(JsonNode value) {
        return (long) number(value);
    }

    private static double number(JsonNode value) {
        return Double.parseDouble(value.asString());
    }

    private static Rule required(Rule rule) {
        return value -> value.isMissingNode() ? complaint("invalid_type", "Required") : rule.complaint(value);
    }

    private static Rule optional(Rule rule) {
        return value -> value.isMissingNode() ? Optional.empty() : rule.complaint(value);
    }

    private static Rule nullable(Rule rule) {
        return optional(value -> value.isNull() ? Optional.empty() : rule.complaint(value));
    }

    private static Rule text(int fewest, int most) {
        return value -> {
            if (!value.isString()) {
                return wrongType("string", value);
            }
            if (value.stringValue().strip().length() < fewest) {
                return complaint("too_small", "String must contain at least " + fewest + " character(s)");
            }
            if (value.stringValue().length() > most) {
                return complaint("too_big", "String must contain at most " + most + " character(s)");
            }
            return Optional.empty();
        };
    }

    private static Optional<Complaint> checkAmount(JsonNode value) {
        if (!value.isNumber()) {
            return wrongType("number", value);
        }
        double number = number(value);
        if (number != Math.rint(number)) {
            return complaint("invalid_type", "Expected integer, received float");
        }
        if (number < 0) {
            return complaint("too_small", "amount cannot be negative");
        }
        if (number > MOST_AMOUNT) {
            return complaint("too_big", "Number must be less than or equal to " + MOST_AMOUNT);
        }
        return Optional.empty();
    }

    private static Optional<Complaint> checkPaymentProcessor(JsonNode value) {
        if (value.isString() && PAYMENT_PROCESSORS.contains(value.stringValue())) {
            return Optional.empty();
        }
        String expected = PAYMENT_PROCESSORS.stream().collect(Collectors.joining("' | '", "'", "'"));
        return value.isString()
                ? complaint(
                        "invalid_enum_value",
                        "Invalid enum value. Expected " + expected + ", received '" + value.stringValue() + "'")
                : wrongType(expected, value);
    }

    private static Optional<Complaint> checkMetadata(JsonNode value) {
        if (!value.isObject()) {
            return wrongType("object", value);
        }
        if (value.toString().length() > 10_000) {
            return complaint("custom", "Metadata must be less than 10,000 characters when stringified");
        }
        return Optional.empty();
    }

    private static Optional<Complaint> wrongType(String expected, JsonNode value) {
        return complaint("invalid_type", "Expected " + expected + ", received " + typeOf(value));
    }

    private static Optional<Complaint> complaint(String code, String text) {
        return Optional.of(new Complaint(code, text));
    }

    private static String typeOf(JsonNode value) {
        return value.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
