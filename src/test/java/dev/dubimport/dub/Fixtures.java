package dev.dubimport.dub;

import dev.dubimport.sale.Metadata;
import dev.dubimport.sale.Money;
import dev.dubimport.sale.PaymentProcessor;
import dev.dubimport.sale.Sale;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

final class Fixtures {
    static final ApiKey KEY = ApiKey.of("dub_s3cr3t");

    private Fixtures() {}

    static Sale sale(String invoiceId) {
        return sale(invoiceId, 1250, "USD");
    }

    static Sale sale(String invoiceId, long minorUnits, String currency) {
        return new Sale(
                invoiceId,
                "cus_1",
                new Money(minorUnits, Currency.getInstance(currency)),
                PaymentProcessor.CUSTOM,
                Sale.DEFAULT_EVENT_NAME,
                Optional.empty(),
                Metadata.NONE);
    }

    static List<Sale> sales(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> sale("INV-" + i)).toList();
    }

    /** A client that may always send. */
    static Dub open(Settings settings) {
        return new Dub(settings, Clock.systemUTC(), () -> true);
    }

    /** Sales that nobody sent before, and that the service will not forget. */
    static Sent send(Dub dub, List<Sale> sales) {
        return new Sent(dub.send(
                sales.stream().map(sale -> new Parcel(sale, false, Instant.MAX)).toList()));
    }

    /** Three attempts, milliseconds between them, no limit. */
    static Settings hasty(BaseUrl url) {
        return hasty(url, 1, Duration.ofMillis(1));
    }

    static Settings hasty(BaseUrl url, int concurrency, Duration settlingPause) {
        return settings(url, concurrency, Duration.ofSeconds(10), settlingPause);
    }

    /** Hasty, and a time-out of a quarter of a second. */
    static Settings impatient(BaseUrl url) {
        return settings(url, 1, Duration.ofMillis(250), Duration.ofMillis(1));
    }

    private static Settings settings(BaseUrl url, int concurrency, Duration timeout, Duration settlingPause) {
        Retries retries = new Retries(3, 3, Duration.ofMillis(2), Duration.ofMillis(4));
        return new Settings(
                url,
                KEY,
                Rate.UNLIMITED,
                concurrency,
                timeout,
                settlingPause,
                Duration.ofMillis(1),
                retries,
                Duration.ofMillis(50));
    }
}
