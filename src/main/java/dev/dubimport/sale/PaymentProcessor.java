package dev.dubimport.sale;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The payment processors that the contract names. */
public enum PaymentProcessor {
    STRIPE,
    SHOPIFY,
    POLAR,
    PADDLE,
    CUSTOM;

    /** Asked for every row: {@link #values} would copy the list for each. */
    private static final List<PaymentProcessor> ALL = List.of(values());

    private final String contractName = name().toLowerCase(Locale.ROOT);

    /** The name in the contract: {@code stripe}. */
    public String contractName() {
        return contractName;
    }

    /** The processor of that name, without regard to case. */
    public static Optional<PaymentProcessor> parse(String name) {
        for (PaymentProcessor processor : ALL) {
            if (processor.contractName.equalsIgnoreCase(name)) {
                return Optional.of(processor);
            }
        }
        return Optional.empty();
    }

    /** All names, for messages: {@code stripe, shopify, ...}. */
    public static String allowed() {
        return Arrays.stream(values()).map(PaymentProcessor::contractName).collect(Collectors.joining(", "));
    }
}
