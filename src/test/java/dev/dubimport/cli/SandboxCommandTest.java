package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.sandbox.Fault;
import dev.dubimport.sandbox.Faults;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

@Timeout(120)
class SandboxCommandTest {
    @TempDir
    private Path folder;

    @Test
    void atItsEndItSaysWhatItRecordedAndWhichFaultsItPlayed() throws Exception {
        ChildProcess sandbox = ChildProcess.start(
                folder.resolve("said.txt"),
                "sandbox",
                "--faults",
                "500,504-after:1",
                "--seed",
                "5",
                "--key",
                "dub_mine");
        URI url = urlOf(sandbox);
        for (int call = 0; call < 20; call++) {
            post(url, "in_" + call);
        }
        sandbox.terminate();
        sandbox.exitCode();

        Matcher end = Pattern.compile(
                        "Recorded (\\d+) sales of \\d+ invoices \\(.*\\), 0 of them twice\\.\\R"
                                + "Calls by status: 500: (\\d+), 504: (\\d+)\\RFaults by kind: 500: (\\d+), 504-after: (\\d+)\\R")
                .matcher(sandbox.said());
        assertThat(end.find()).as(sandbox.said()).isTrue();
        assertThat(end.group(1)).isEqualTo(end.group(3)).isEqualTo(end.group(5));
        assertThat(end.group(2)).isEqualTo(end.group(4));
        assertThat(Integer.parseInt(end.group(2)) + Integer.parseInt(end.group(3)))
                .isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            --tls=expired                | Invalid value for option '--tls': "expired": use off, plain, hangup, self-signed
            --hang=-1                    | hang PT-0.001S: negative
            --late=-1                    | late PT-0.001S: negative
            --outage=-1                  | outage PT-0.001S: negative
            --visible-after=-1           | visible after PT-0.001S: negative
            --events-after=-1            | events after PT-0.001S: negative
            --events-per-second=-1       | events per second -1: negative
            --forget-after=-1            | forget after -1 calls: negative
            --revoke-after=-1            | revoke after -1 calls: negative
            --other-calls-per-minute=-1  | other calls per minute -1: negative
            --port=0.0.0.0:4000          | Invalid value for option '--port'
            --host=0.0.0.0               | unknown: --host=...
            """)
    void aWrongOptionIsRefusedAndNothingListens(String option, String message) {
        try (Session session = new Session(folder)) {
            Session.Said said = session.run("sandbox", option);

            assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(said.err()).contains(message);
        }
    }

    /** On 127.0.0.1 and nowhere else: an option that is new here is asked whether it could change that. */
    @Test
    void noOptionSaysWhereToListenButForThePort() {
        assertThat(options())
                .extracting(OptionSpec::longestName)
                .containsExactlyInAnyOrder(
                        "--port",
                        "--key",
                        "--calls-per-minute",
                        "--other-calls-per-minute",
                        "--latency",
                        "--jitter",
                        "--unknown-customers",
                        "--visible-after",
                        "--events-after",
                        "--events-per-second",
                        "--forget-after",
                        "--revoke-after",
                        "--tls",
                        "--faults",
                        "--seed",
                        "--hang",
                        "--late",
                        "--outage",
                        "--help",
                        "--version");
    }

    @Test
    void theHelpNamesEveryKindOfFault() {
        OptionSpec faults = options().stream()
                .filter(option -> option.longestName().equals("--faults"))
                .findFirst()
                .orElseThrow();

        String all = Arrays.stream(Fault.values()).map(Fault::toString).collect(Collectors.joining(", "));
        assertThat(String.join("", faults.description())).endsWith("some of " + all + ".");
        assertThat(Faults.parse(all.replace(" ", "")).kinds()).hasSameSizeAs(Fault.values());
    }

    private static List<OptionSpec> options() {
        return new CommandLine(new SandboxCommand(Surroundings.ofProcess()))
                .getCommandSpec()
                .options();
    }

    private static URI urlOf(ChildProcess sandbox) throws InterruptedException {
        Pattern url = Pattern.compile("Sandbox on (\\S+), key dub_mine\\.");
        while (sandbox.isAlive()) {
            Matcher found = url.matcher(sandbox.said());
            if (found.find()) {
                return URI.create(found.group(1) + "/track/sale");
            }
            Thread.sleep(20);
        }
        throw new AssertionError(sandbox.said());
    }

    private static void post(URI url, String invoiceId) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Authorization", "Bearer dub_mine")
                .POST(BodyPublishers.ofString(
                        "{\"externalId\": \"u1\", \"amount\": 1250, \"paymentProcessor\": \"stripe\","
                                + " \"invoiceId\": \"" + invoiceId + "\"}"))
                .build();
        HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
    }
}
