package dev.dubimport.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;

class PatienceTest {
    private long nanos = 7;
    private final List<Boolean> tries = new ArrayList<>();
    private final Patience patience = new Patience(pause -> nanos += pause, () -> nanos);

    @Test
    void workIsTriedUntilTheDatabaseIsBackAndKnowsThatItMayHaveBeenDone() {
        String done = patience.bear(perhapsDone -> {
            tries.add(perhapsDone);
            if (tries.size() < 3) {
                throw away();
            }
            return "done";
        });

        assertThat(done).isEqualTo("done");
        assertThat(tries).containsExactly(false, true, true);
    }

    @Test
    void afterTwoMinutesTheLastFailureIsTheAnswer() {
        assertThatThrownBy(() -> patience.bear(perhapsDone -> {
                    throw away();
                }))
                .isInstanceOf(DataAccessResourceFailureException.class);
        assertThat(Duration.ofNanos(nanos)).isBetween(Duration.ofSeconds(120), Duration.ofSeconds(121));
    }

    @Test
    void whatIsNoOutageIsNotTriedAgain() {
        assertThatThrownBy(() -> patience.bear(perhapsDone -> {
                    tries.add(perhapsDone);
                    throw new DuplicateKeyException("there already", new SQLException("duplicate key", "23505"));
                }))
                .isInstanceOf(DuplicateKeyException.class);
        assertThat(tries).hasSize(1);
    }

    private static DataAccessResourceFailureException away() {
        return new DataAccessResourceFailureException(
                "commit", new SQLException("terminating connection due to administrator command", "57P01"));
    }
}
