package dev.dubimport.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What a reading of the whole ledger found.
 *
 * @param lastWritten when the ledger last heard of a sale or a run
 */
public record Inspection(List<Check> checks, Optional<Instant> lastWritten) {

    /**
     * One kind of thing that the ledger holds, or one thing that must be true of it.
     *
     * @param count how many were looked at
     * @param problems what is wrong, at most {@value #MOST_SHOWN} of them
     * @param problemCount how many things are wrong
     */
    public record Check(String subject, long count, List<String> problems, long problemCount) {
        public Check {
            problems = List.copyOf(problems);
        }
    }

    static final int MOST_SHOWN = 10;

    public Inspection {
        checks = List.copyOf(checks);
    }

    static Inspection of(JdbcTemplate ledger, Instant now) {
        List<Check> checks = new ArrayList<>();
        for (Examination examination : Examination.all(now)) {
            Findings findings = new Findings();
            try {
                examination.reading().accept(ledger, findings);
            } catch (DataAccessException e) {
                findings.problem("cannot be read (" + e.getMostSpecificCause() + ")");
            }
            checks.add(findings.check(examination.subject()));
        }
        return new Inspection(checks, lastWritten(ledger));
    }

    public boolean isSound() {
        return problemCount() == 0;
    }

    public long problemCount() {
        return checks.stream().mapToLong(Check::problemCount).sum();
    }

    /** How many sales the ledger knows. */
    public long entries() {
        return checks.stream()
                .filter(check -> check.subject().equals(Examination.ENTRIES))
                .mapToLong(Check::count)
                .sum();
    }

    Inspection and(String problem) {
        Check missed = new Check("what it held before", 1, List.of(problem), 1);
        return new Inspection(Stream.concat(checks.stream(), Stream.of(missed)).toList(), lastWritten);
    }

    String firstProblem() {
        return checks.stream()
                .flatMap(check -> check.problems().stream().map(problem -> check.subject() + ": " + problem))
                .findFirst()
                .orElse("nothing");
    }

    private static Optional<Instant> lastWritten(JdbcTemplate ledger) {
        try {
            return Stream.of("select max(last_attempt_millis) from entry", "select max(started_millis) from run")
                    .flatMap(query -> ledger.queryForList(query, Long.class).stream())
                    .filter(millis -> millis != null)
                    .max(Long::compare)
                    .map(Instant::ofEpochMilli);
        } catch (DataAccessException unreadable) {
            // Said already, by the check that could not be made.
            return Optional.empty();
        }
    }

    /** What one check meets. */
    static final class Findings {
        private final List<String> problems = new ArrayList<>();
        private long count;
        private long problemCount;

        void looked() {
            count++;
        }

        void problem(String problem) {
            problemCount++;
            if (problems.size() < MOST_SHOWN) {
                problems.add(problem);
            }
        }

        void problemIf(boolean wrong, String problem) {
            if (wrong) {
                problem(problem);
            }
        }

        private Check check(String subject) {
            return new Check(subject, count, problems, problemCount);
        }
    }
}
