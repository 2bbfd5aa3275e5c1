package dev.dubimport.sale;

import java.util.Arrays;
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

    private final String contractName = name().toLowerCase(Locale.ROOT);

    /** The name in the contract: {@code stripe}. */
    public String contractName() {
        return contractName;
    }

    /** The processor of that name, without regard to case. */
    public static Optional<PaymentProcessor> parse(String name) {
        return Arrays.stream(values())
                .filter(processor -> processor.contractName.equalsIgnoreCase(name))
                .findFirst();
    }

    /** All names, for messages: {@code stripe, shopify, ...}. */
    public static String allowed() {
        return Arrays.stream(values()).map(PaymentProcessor::contractName).collect(Collectors.joining(", "));
    }
}
