package dev.dubimport.dub;

import static dev.dubimport.dub.Fixtures.KEY;
import static dev.dubimport.dub.Fixtures.sales;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VirtualTimeTest {
    @ParameterizedTest
    @CsvSource({"1, PT20S", "4, PT5S"})
    void salesInFlightTogetherShareTheTime(int concurrency, Duration expected) {
        VirtualTime time = new VirtualTime(concurrency, 1);
        Wire slow = json -> {
            time.sleep(Duration.ofSeconds(1).toNanos());
            return new Exchange.Reply(200, "{\"sale\": null}", Duration.ZERO, Optional.empty());
        };

        Sent flight = send(time, slow, concurrency);

        assertThat(time.elapsed()).isEqualTo(expected);
        assertThat(flight.join()).hasSize(20).allMatch(answer -> answer instanceof Answer.Unattributed);
    }

    @ParameterizedTest
    @CsvSource({"1", "8"})
    void theSameSeedPlaysTheSameHistory(int concurrency) {
        assertThat(history(concurrency, 7)).isEqualTo(history(concurrency, 7)).isNotEqualTo(history(concurrency, 8));
    }

    private static List<Long> history(int concurrency, long seed) {
        VirtualTime time = new VirtualTime(concurrency, seed);
        List<Long> calls = new ArrayList<>();
        Wire limited = json -> {
            calls.add(time.nanos());
            time.sleep(1_000_000);
            return new Exchange.Reply(429, "", Duration.ZERO, Optional.empty());
        };
        Settings settings = Settings.of(BaseUrl.parse("https://api.dub.co"), KEY, Rate.parse("20/s"), concurrency);
        try (Dub dub = new Dub(settings, time.world(limited), () -> true)) {
            Fixtures.send(dub, sales(20));
            time.run();
        }
        return calls;
    }

    private static Sent send(VirtualTime time, Wire wire, int concurrency) {
        Retries once = new Retries(1, 1, Duration.ofSeconds(1), Duration.ofSeconds(2));
        Settings settings = new Settings(
                BaseUrl.parse("https://api.dub.co"),
                KEY,
                Rate.UNLIMITED,
                concurrency,
                Duration.ofSeconds(30),
                Duration.ZERO,
                Duration.ZERO,
                once,
                Duration.ofMinutes(10));
        try (Dub dub = new Dub(settings, time.world(wire), () -> true)) {
            Sent flight = Fixtures.send(dub, sales(20));
            time.run();
            return flight;
        }
    }
}
