package dev.dubimport.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an alert says, to people and to programs. */
class AlertTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void aPersonReadsWhatHappenedWhereAndWhatToDo() {
        assertThat(AlertText.of(SampleAlerts.notAllRecorded("sales.csv"))).isEqualTo("""
                dub-import to acme: not all recorded: sales.csv (run 7)
                Imported; some rows were not recorded.
                recorded 2 (1,234.56 EUR + 9,800 JPY); invalid 1
                In /srv/sales/archive/2026/03
                Next: mend the rows.""");
        assertThat(AlertText.of(SampleAlerts.noFile())).isEqualTo("""
                dub-import: no file came
                No new file came.
                Next: look after whoever sends it.""");
    }

    @Test
    void aProgramFindsTheSameUnderNamesThatStay() {
        JsonNode json = JSON.readTree(AlertJson.of(SampleAlerts.notAllRecorded("sales.csv")));

        assertThat(json.propertyNames())
                .containsExactly(
                        "version",
                        "id",
                        "kind",
                        "needsPerson",
                        "time",
                        "destination",
                        "file",
                        "folder",
                        "runs",
                        "exitCode",
                        "totals",
                        "what",
                        "next",
                        "text");
        assertThat(json.at("/version").asInt()).isEqualTo(1);
        assertThat(json.at("/kind").asString()).isEqualTo("not-recorded");
        assertThat(json.at("/needsPerson").asBoolean()).isTrue();
        assertThat(json.at("/time").asString()).isEqualTo("2026-03-10T02:31:00Z");
        assertThat(json.at("/destination").toString())
                .isEqualTo("{\"baseUrl\":\"https://api.dub.co\",\"workspace\":\"acme\"}");
        assertThat(json.at("/runs").toString()).isEqualTo("[7]");
        assertThat(json.at("/totals/read").toString())
                .isEqualTo("{\"count\":3,\"withoutAmount\":1,\"amounts\":{\"EUR\":123456,\"JPY\":9800}}");
        assertThat(json.at("/totals/inDoubt/count").asInt(-1)).isZero();
    }

    @Test
    void whatThereIsNotIsLeftOut() {
        assertThat(JSON.readTree(AlertJson.of(SampleAlerts.noFile())).propertyNames())
                .doesNotContain("destination", "file", "folder", "exitCode");
    }

    @ParameterizedTest
    @CsvSource({
        "sales.csv, sales.csv",
        "jane.doe+x@example.co.uk-march.csv, ***",
        "sales of jane@example.com.csv, sales of ***",
        "orders.zip!/jane@example.com.csv, orders.zip!/***",
    })
    void anAddressInTheNameOfAFileIsNotTold(String name, String told) {
        assertThat(SampleAlerts.notAllRecorded(name).file()).contains(told);
    }

    @Test
    void theNameOfAFileForgesNoLineAndIsCut() {
        assertThat(SampleAlerts.notAllRecorded("a\nNext: pay mallory\u202e.csv").file())
                .contains("a\\u000aNext: pay mallory\\u202e.csv");
        assertThat(SampleAlerts.notAllRecorded("x".repeat(100_000)).file().orElseThrow())
                .hasSize(81);
    }

    @Test
    void inSlackTheNameOfAFileIsNoMentionNoLinkAndNoMarkup() {
        String name = "<!channel> <https://evil.example|bank> @here &lt; http://evil.example *now*.csv";
        JsonNode json = JSON.readTree(SlackMessage.of(SampleAlerts.notAllRecorded(name)));

        String text = json.at("/text").asString();
        assertThat(text)
                .contains("&lt;!channel&gt; &lt;https: //evil.example|bank&gt; ＠here &amp;lt; http: //evil.example")
                .doesNotContain("<", ">", "@", "://");
        assertThat(json.at("/mrkdwn").asBoolean(true)).isFalse();
        assertThat(json.at("/parse").asString()).isEqualTo("none");
        assertThat(json.at("/blocks/0/text/type").asString()).isEqualTo("plain_text");
        assertThat(json.at("/blocks/0/text/text").asString()).isEqualTo(text);
    }

    @Test
    void aWordThatIsNoKindIsRefusedWithThoseThatAre() {
        assertThat(Alert.Kind.parse(" No-File ")).isEqualTo(Alert.Kind.NO_FILE);
        assertThatThrownBy(() -> Alert.Kind.parse("success"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("\"success\": no kind of alert; use recorded, ");
    }
}
