package dev.dubimport.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks as they are met: against a real server that stumbles. */
@Timeout(30)
class WebhookTest {
    private static final Duration ANSWER_WITHIN = Duration.ofMillis(300);
    private static final Lane.Patience IMPATIENT = new Lane.Patience(Duration.ofMillis(5), Duration.ofSeconds(2));

    private final List<String> troubles = Collections.synchronizedList(new ArrayList<>());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "500 X",
                "503 X",
                "429 X\r\nRetry-After: 0",
                "408 X",
                Receiver.HANG,
                Receiver.HANG_UP,
                Receiver.DRIP
            })
    void whatMayHealIsTriedAgainWithTheSameId(String first) {
        try (Receiver receiver = new Receiver(first, "200 OK")) {
            raiseAt(receiver);

            assertThat(receiver.alerts())
                    .hasSize(2)
                    .allMatch(alert -> alert.at("/id").asString().endsWith("2a"));
            assertThat(troubles).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"404 X", "403 X", "302 X\r\nLocation: /elsewhere", "307 X\r\nLocation: /elsewhere"})
    void whatWillNotHealIsSaidAtOnceAndNoRedirectIsFollowed(String answer) {
        try (Receiver receiver = new Receiver(answer)) {
            raiseAt(receiver);

            assertThat(receiver.heads()).hasSize(1);
            assertThat(troubles)
                    .singleElement()
                    .asString()
                    .startsWith("alert \"not-recorded\" not delivered to the webhook at 127.0.0.1: it answers "
                            + answer.substring(0, 3));
        }
    }

    @Test
    void theWaitThatIsAskedForIsKept() {
        String soon = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(2));
        try (Receiver receiver = new Receiver("429 X\r\nRetry-After: 7", "503 X\r\nRetry-After: " + soon, "503 X")) {
            Webhook webhook = new Webhook(URI.create(receiver.url()), Hook.Format.JSON, ANSWER_WITHIN);

            assertThat(webhook.deliver(SampleAlerts.noFile()).notBefore()).isEqualTo(Duration.ofSeconds(7));
            assertThat(webhook.deliver(SampleAlerts.noFile()).notBefore())
                    .isBetween(Duration.ofSeconds(90), Duration.ofMinutes(2));
            assertThat(webhook.deliver(SampleAlerts.noFile()).notBefore()).isZero();
        }
    }

    @Test
    void waitsDoubleAndNoneIsLongerThanTheLongest() {
        Lane.Patience patience = Lane.Patience.DEFAULT;

        assertThat(patience.after(1, Duration.ZERO)).isEqualTo(Duration.ofSeconds(1));
        assertThat(patience.after(4, Duration.ZERO)).isEqualTo(Duration.ofSeconds(8));
        assertThat(patience.after(4, Duration.ofSeconds(60))).isEqualTo(Duration.ofSeconds(60));
        assertThat(patience.after(20, Duration.ZERO)).isEqualTo(Duration.ofMinutes(5));
        assertThat(patience.after(1, Duration.ofDays(999))).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void whoHangsDelaysNobodyAndIsLeftWhenTheProcessEnds() {
        try (Receiver receiver = new Receiver(Receiver.HANG)) {
            Webhook webhook = new Webhook(URI.create(receiver.url()), Hook.Format.JSON, Duration.ofMinutes(1));
            Alerts alerts = alerts(webhook, Duration.ofMillis(200));
            long begun = System.nanoTime();

            for (int i = 0; i < 150; i++) {
                alerts.raise(SampleAlerts.noFile());
            }
            Duration raising = Duration.ofNanos(System.nanoTime() - begun);
            alerts.close();

            assertThat(raising).isLessThan(Duration.ofSeconds(5));
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
            assertThat(troubles)
                    .filteredOn(line -> line.contains("too many alerts wait already"))
                    .hasSize(49);
            assertThat(troubles)
                    .filteredOn(line -> line.contains("the process ends"))
                    .hasSize(2)
                    .anyMatch(line -> line.startsWith("100 more alerts not delivered to the webhook at 127.0.0.1"));
        }
    }

    @Test
    void onlyWhatIsWantedIsTold() {
        try (Receiver receiver = new Receiver("200 OK")) {
            Webhook webhook = new Webhook(URI.create(receiver.url()), Hook.Format.SLACK, ANSWER_WITHIN);
            try (Alerts alerts = Alerts.of(EnumSet.of(Alert.Kind.NO_FILE), List.of(webhook), troubles::add)) {
                alerts.raise(SampleAlerts.notAllRecorded("sales.csv"));
                alerts.raise(SampleAlerts.noFile());
            }

            assertThat(receiver.alerts())
                    .singleElement()
                    .satisfies(message ->
                            assertThat(message.at("/text").asString()).contains("no file came"));
            assertThat(receiver.heads().get(0))
                    .startsWith("POST /services/T0/B0/webhook-secret HTTP/1.1\n")
                    .containsIgnoringCase("content-type: application/json")
                    .doesNotContainIgnoringCase("authorization");
        }
    }

    @Test
    void nothingThatIsSaidHoldsTheAddress() {
        try (Receiver receiver = new Receiver("500 X", "403 X")) {
            raiseAt(receiver);
        }
        Hook nobody = Hook.webhook("http://127.0.0.1:1/services/webhook-secret", Optional.empty());

        assertThat(nobody.deliver(SampleAlerts.noFile()).problem().orElseThrow())
                .doesNotContain("secret");
        assertThat(troubles).hasSize(1).noneMatch(line -> line.contains("secret"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "webhook-secret",
                "http://hooks.example/webhook-secret",
                "https://user:webhook-secret@hooks.example/",
                "https://hooks.example/#webhook-secret",
                "file:///webhook-secret",
                "https:webhook-secret",
                "https://hooks.example/\r\nX: webhook-secret",
                "https://hooks.example:70000/webhook-secret",
            })
    void anAddressThatTheSecretMustNotBeSentToIsRefusedWithoutBeingShown(String url) {
        assertThatThrownBy(() -> Hook.webhook(url, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    private void raiseAt(Receiver receiver) {
        Webhook webhook = new Webhook(URI.create(receiver.url()), Hook.Format.JSON, ANSWER_WITHIN);
        try (Alerts alerts = alerts(webhook, Duration.ofSeconds(10))) {
            alerts.raise(SampleAlerts.notAllRecorded("sales.csv"));
        }
    }

    private Alerts alerts(Hook hook, Duration closeWithin) {
        return Alerts.of(EnumSet.allOf(Alert.Kind.class), List.of(hook), IMPATIENT, closeWithin, troubles::add);
    }
}
