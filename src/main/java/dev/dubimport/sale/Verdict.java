package dev.dubimport.sale;

import java.util.List;
import java.util.Optional;

/** What the rules say of one row. */
public sealed interface Verdict {

    /** The money in the row, where it can be read. */
    Optional<Money> amount();

    /** The money in the row as the file has it, where it was converted. */
    default Optional<Money> original() {
        return Optional.empty();
    }

    /** The row is a sale. */
    record Valid(Sale sale, Optional<Money> original) implements Verdict {
        public Valid(Sale sale) {
            this(sale, Optional.empty());
        }

        @Override
        public Optional<Money> amount() {
            return Optional.of(sale.amount());
        }
    }

    /**
     * The row is no sale, and no mistake either: a payment that failed, a total, an amount of 0.
     *
     * @param code the rule in one word: {@code zero}, or its name in the mapping
     */
    record Filtered(String code, String reason, Optional<Money> amount) implements Verdict {
        public static final String ZERO = "zero";

        /** By its column; not {@code refunded}, by which mappings call a row whose status says so. */
        public static final String REFUNDED_IN_FULL = "refunded_in_full";
    }

    /** The row breaks rules: all of them, at least one. */
    record Invalid(List<Violation> violations, Optional<Money> amount) implements Verdict {
        public Invalid {
            violations = List.copyOf(violations);
            if (violations.isEmpty()) {
                throw new IllegalArgumentException("an invalid row breaks at least one rule");
            }
        }
    }
}
