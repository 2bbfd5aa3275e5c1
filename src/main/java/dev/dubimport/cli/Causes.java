package dev.dubimport.cli;

import java.util.stream.Stream;

/** A failure and what caused it: Spring and the databases wrap what a person can mend. */
final class Causes {
    private Causes() {}

    /** The failure itself, what caused it, and so on down to the root. */
    static Stream<Throwable> of(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    static Throwable root(Throwable failure) {
        return of(failure).reduce((first, last) -> last).orElse(failure);
    }
}
