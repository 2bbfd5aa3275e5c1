package dev.dubimport.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.dubimport.csv.Mapping;
import dev.dubimport.csv.SalesFile;
import dev.dubimport.csv.Source;
import dev.dubimport.csv.Survey;
import dev.dubimport.dub.ApiKey;
import dev.dubimport.dub.BaseUrl;
import dev.dubimport.dub.Rate;
import dev.dubimport.dub.ReadSettings;
import dev.dubimport.dub.Readback;
import dev.dubimport.dub.Retries;
import dev.dubimport.dub.Unreadable;
import dev.dubimport.job.Store;
import dev.dubimport.ledger.Destination;
import dev.dubimport.sale.SaleRules.MissingInvoiceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A look at a service that has recorded nothing, and knows the customers whose ids do not begin with guest. */
class ScoutTest {
    private static final Destination ACME = new Destination(URI.create("http://127.0.0.1"), "acme");

    @TempDir
    Path folder;

    private final List<String> asked = new ArrayList<>();
    private final Store store = Store.openInMemory(Clock.systemUTC());
    private HttpServer service;
    private String brokenFor = "";

    @BeforeEach
    void begin() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/events", query -> "[]");
        answer("/customers", query -> {
            String id = query.replace("externalId=", "");
            asked.add(id);
            return id.startsWith("guest") ? "[]" : "[{\"externalId\": \"" + id + "\"}]";
        });
        service.start();
    }

    @AfterEach
    void end() {
        service.stop(0);
        store.close();
    }

    @Test
    void aServiceThatDoesNotTellItsTotalIsLookedAtAllTheSame() {
        Preflight seen = look(sales("c1"));

        assertThat(seen.attributable().count()).isEqualTo(1);
    }

    @Test
    void moreCustomersThanAPageHoldsAreEachAskedAboutOnceAndCounted() {
        List<String> customers = IntStream.range(0, 1_200)
                .mapToObj(number -> (number % 100 == 7 ? "guest-" : "c-") + number)
                .toList();
        List<String> twice = new ArrayList<>(customers);
        twice.addAll(customers);

        Preflight seen = look(sales(twice.toArray(String[]::new)));

        assertThat(asked).isEqualTo(customers);
        assertThat(seen.customers()).isEqualTo(1_200);
        assertThat(seen.unknownCustomers()).isEqualTo(12);
        assertThat(seen.examples()).containsExactly("guest-7", "guest-107", "guest-207", "guest-307", "guest-407");
        assertThat(seen.attributable().count()).isEqualTo(2_376);
        assertThat(seen.unattributable().count()).isEqualTo(24);
        assertThat(seen.unattributable().minorUnits()).isEqualTo(Map.of("USD", 2_400L));
    }

    @Test
    void aLookThatEndedEarlyGoesOnWithTheCustomersThatWereNotAskedAbout() {
        String[] customers =
                IntStream.range(0, 130).mapToObj(number -> "c-" + number).toArray(String[]::new);
        SalesFile file = sales(customers);
        brokenFor = "c-120";
        assertThatThrownBy(() -> look(file)).isInstanceOf(Unreadable.class);
        brokenFor = "";
        asked.clear();

        Preflight seen = look(file);

        assertThat(asked).containsExactly(List.of(customers).subList(120, 130).toArray(String[]::new));
        assertThat(seen.attributable().count()).isEqualTo(130);
    }

    private interface Answering {
        String to(String query);
    }

    private void answer(String path, Answering answering) {
        service.createContext(path, exchange -> {
            String query = exchange.getRequestURI().getQuery();
            boolean isBroken = query.equals("externalId=" + brokenFor);
            byte[] body = (isBroken ? "" : answering.to(query)).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            // On a connection that stays, each answer of this server waits 40 ms for an acknowledgement.
            exchange.getResponseHeaders().set("Connection", "close");
            exchange.sendResponseHeaders(isBroken ? 500 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private Preflight look(SalesFile file) {
        ReadSettings settings = new ReadSettings(
                BaseUrl.parse("http://127.0.0.1:" + service.getAddress().getPort()),
                ApiKey.of("dub_a_key_of_a_test"),
                Rate.UNLIMITED,
                Rate.UNLIMITED,
                Duration.ofSeconds(10),
                new Retries(1, 1, Duration.ofMillis(2), Duration.ofMillis(4)),
                Duration.ofMillis(200));
        try (Readback readback = new Readback(settings, Clock.systemUTC())) {
            Scout scout = new Scout(
                    store.ledger().books(ACME),
                    store.ledger().customers(ACME),
                    readback,
                    folder,
                    Clock.systemUTC(),
                    new NoProgress());
            return scout.look(Map.of(file, Survey.of(file)), false);
        }
    }

    /** A sale for a dollar to each of them. */
    private SalesFile sales(String... customers) {
        String rows = IntStream.range(0, customers.length)
                .mapToObj(number -> customers[number] + ",100,stripe,INV-" + number + "\n")
                .collect(Collectors.joining());
        try {
            Path file = Files.writeString(
                    folder.resolve("sales.csv"), "externalId,amount,paymentProcessor,invoiceId\n" + rows);
            return SalesFile.open(Source.in(file).get(0), Mapping.NONE, MissingInvoiceId.INVALID);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class NoProgress implements Scout.Progress {
        @Override
        public void read(long events) {}

        @Override
        public void asked(long asked, long all) {}
    }
}
