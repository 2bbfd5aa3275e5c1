package dev.dubimport.job;

import dev.dubimport.csv.UnusableFile;
import dev.dubimport.ledger.Outage;
import dev.dubimport.ledger.TakenOver;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why a run failed. The framework hands over its failures in no order, and where it does not hear whether a commit was done it
 * adds some of its own (a step execution of another version).
 */
final class RunFailure {
    private RunFailure() {}

    /** What to tell of a run's failures: what a person can mend, wherever it stands among them. */
    static RuntimeException of(List<Throwable> failures) {
        List<Throwable> causes = failures.stream()
                .flatMap(failure -> Stream.iterate(failure, Objects::nonNull, Throwable::getCause))
                .toList();
        Optional<RuntimeException> told = causes.stream()
                .filter(cause -> cause instanceof UnusableFile || cause instanceof TakenOver)
                .map(RuntimeException.class::cast)
                .findFirst();
        if (told.isPresent()) {
            return told.get();
        }
        Throwable failure = failures.stream()
                .filter(each -> Outage.in(each).isPresent())
                .findFirst()
                .orElse(failures.get(0));
        IllegalStateException failed = new IllegalStateException("the run failed", failure);
        failures.stream().filter(other -> !other.equals(failure)).forEach(failed::addSuppressed);
        return failed;
    }
}
