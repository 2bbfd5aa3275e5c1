package dev.dubimport.sale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Currency;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The pinned values were computed outside of Java, from the recipe in the class Javadoc: every ledger holds such values. */
class FingerprintTest {
    private static final Sale SALE = new Sale(
            "536365",
            "cus_17850",
            new Money(13_912, Currency.getInstance("GBP")),
            PaymentProcessor.CUSTOM,
            "Purchase",
            Optional.empty(),
            new Metadata("{\"invoiceDate\":\"2010-12-01\"}"));

    @Test
    void theFingerprintOfASaleNeverChangesFromReleaseToRelease() {
        Sale farAway = new Sale(
                "536366",
                "Zoë 😀",
                new Money(0, Currency.getInstance("JPY")),
                PaymentProcessor.STRIPE,
                "Käse",
                Optional.of("Sign up"),
                Metadata.NONE);

        assertThat(SALE.fingerprint().hex()).isEqualTo("029d11a597d82855b5f0fcaac6fd0b44");
        assertThat(farAway.fingerprint().hex()).isEqualTo("575b2aa4a981846f38380116aa33b609");
    }

    @Test
    void theInvoiceIdIsNoPartOfIt() {
        Sale other = withNames("another", SALE.externalId(), SALE.eventName());

        assertThat(other.fingerprint()).isEqualTo(SALE.fingerprint());
    }

    @Test
    void textThatMovesFromOneFieldToTheNextIsOtherContent() {
        Sale one = withNames("1", "ab", "c");
        Sale other = withNames("1", "a", "bc");

        assertThat(one.fingerprint()).isNotEqualTo(other.fingerprint());
    }

    @Test
    void bothHalvesAreWrittenInFull() {
        assertThat(new Fingerprint(1, -1).hex()).isEqualTo("0000000000000001ffffffffffffffff");
    }

    private static Sale withNames(String invoiceId, String externalId, String eventName) {
        return new Sale(
                invoiceId,
                externalId,
                SALE.amount(),
                SALE.paymentProcessor(),
                eventName,
                SALE.leadEventName(),
                SALE.metadata());
    }
}
