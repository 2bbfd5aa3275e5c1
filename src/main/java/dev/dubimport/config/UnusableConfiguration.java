package dev.dubimport.config;

import java.util.List;

/** What is configured cannot be used as it is; the message has a line for each reason. */
public final class UnusableConfiguration extends RuntimeException {
    UnusableConfiguration(String reason) {
        super(reason);
    }

    UnusableConfiguration(List<String> reasons) {
        super(String.join("\n", reasons));
    }
}
