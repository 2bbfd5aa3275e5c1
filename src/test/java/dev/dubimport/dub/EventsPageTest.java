package dev.dubimport.dub;

import static dev.dubimport.dub.ReadFixtures.BETWEEN;
import static dev.dubimport.dub.ReadFixtures.event;
import static dev.dubimport.dub.ReadFixtures.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A page of events is read whole and as agreed, or not at all. */
class EventsPageTest {
    private static final String MEND =
            "; run the same command again, and if it is still so, look for a newer release or report this line";

    @Test
    void anEmptyPageHasNoEvents() {
        assertThat(read("[]")).isEmpty();
    }

    @Test
    void namesThatNobodyAskedForAreReadOver() {
        assertThat(read(page(event("e1").replace("\"event\"", "\"new\": {\"sale\": [{}]}, \"event\""))))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "user-1"                   | null
            "externalId": "user-1",    |
            {"id": "cus_9", "externalId": "user-1", "name": null, "email": null} | null
            """)
    void anEventOfNobodyHasNoCustomer(String text, String instead) {
        String body = event("e1").replace(text, instead == null ? "" : instead);

        assertThat(read(page(body))).extracting(SaleEvent::customerId).containsExactly("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\""})
    void anEventWithoutAnInvoiceHasNone(String invoiceId) {
        assertThat(read(page(event("e1").replace("\"INV-e1\"", invoiceId))))
                .extracting(SaleEvent::invoiceId)
                .containsExactly("");
    }

    @Test
    void anEventMayTellNeitherItsProcessorNorItsName() {
        String body = event("e1").replace("\"custom\"", "null").replace("\"Purchase\"", "null");

        assertThat(read(page(body)).get(0).paymentProcessor()).isEmpty();
        assertThat(read(page(body)).get(0).eventName()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"usd, USD", "EUR, EUR", "jPy, JPY", "xyz, XYZ"})
    void aCurrencyIsInCapitals(String written, String read) {
        assertThat(read(page(event("e1").replace("usd", written))))
                .extracting(SaleEvent::currency)
                .containsExactly(read);
    }

    @Test
    void aTimeMayHaveAnOffset() {
        assertThat(read(page(event("e1").replace("12:00:00Z", "14:30:00.000+02:30"))))
                .extracting(SaleEvent::at)
                .containsExactly(BETWEEN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            1250,                               | -5,                     | sale.amount -5: negative
            1250,                               | 12.5,                   | sale.amount: not a whole number
            1250,                               | 1250.0,                 | sale.amount: not a whole number
            1250,                               | 1e3,                    | sale.amount: not a whole number
            1250,                               | "1250",                 | sale.amount: not a whole number
            1250,                               | null,                   | sale.amount: not a whole number
            1250,                               | 9223372036854775808,    | sale.amount: too large a number
            "amount": 1250,                     | ``                      | sale.amount: missing
            "currency": "usd",                  | ``                      | sale.currency: missing
            "usd"                               | ""                      | sale.currency "": not a currency
            "usd"                               | "US$"                   | sale.currency "US$": not a currency
            "usd"                               | "dollars"               | sale.currency "dollars": not a currency
            "usd"                               | "dub_s3cr3t"            | sale.currency "***": not a currency
            "usd"                               | null                    | sale.currency: not a text
            "timestamp": "2026-11-21T12:00:00Z", | ``                     | timestamp: missing
            "2026-11-21T12:00:00Z"              | null                    | timestamp: not a text
            "2026-11-21T12:00:00Z"              | 1766000000000           | timestamp: not a text
            "2026-11-21T12:00:00Z"              | "2026-11-21 12:00"      | timestamp "2026-11-21 12:00": not an ISO 8601 time with its offset
            "eventId": "e1",                    | ``                      | eventId: missing
            "eventId": "e1",                    | "eventId": " ",         | eventId: blank
            "event": "sale",                    | "event": "lead",        | event: not a sale
            , "invoiceId": "INV-e1"             | ``                      | sale.invoiceId: missing
            "INV-e1"                            | 7                       | sale.invoiceId: not a text
            "externalId": "user-1"              | "externalId": 7         | customer.externalId: not a text
            "customer":                         | "buyer":                | customer: missing
            "customer":                         | "customer": [], "buyer": | customer: not an object
            "sale":                             | "sale": null, "old":    | sale: not an object
            """)
    void whatIsNotAsAgreedIsToldWithItsPlace(String text, String instead, String why) {
        String broken = event("e1").replace(text, instead);

        assertThatThrownBy(() -> read(page(event("e0"), broken)))
                .isInstanceOf(Unreadable.class)
                .hasMessage("page 7, event 2: the answer is not as agreed: " + why + MEND);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"events": []} | not an array
            null           | not an array
            ``             | not an array
            [] []          | more text behind its end
            [7]            | event: not an object
            """)
    void aPageOfAnotherShapeIsNone(String body, String why) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(Unreadable.class)
                .hasMessageStartingWith("page 7")
                .hasMessageEndingWith("the answer is not as agreed: " + why + MEND);
    }

    @Test
    void aPageThatIsCutOffAnywhereIsNone() {
        String whole = page(event("e1"), event("e2"));

        for (int end = 0; end < whole.length(); end++) {
            String part = whole.substring(0, end);
            assertThatThrownBy(() -> read(part)).isInstanceOf(Unreadable.class).hasMessageContaining("page 7");
        }
    }

    @Test
    void theMessageOfBrokenJsonDoesNotShowIt() {
        assertThatThrownBy(() -> read("[{\"eventId\": dub_s3cr3t}]"))
                .isInstanceOf(Unreadable.class)
                .hasMessageStartingWith(
                        "page 7, event 1: the answer is not as agreed: cut off or no JSON at character ")
                .hasMessageNotContaining("s3cr3t");
    }

    @Test
    void aNameThatStandsTwiceHasNoValue() {
        String twice = event("e1").replace("\"amount\": 1250", "\"amount\": 1250, \"amount\": 1");

        assertThatThrownBy(() -> read(page(twice))).isInstanceOf(Unreadable.class);
    }

    @Test
    void aPageThatIsNotSortedByTimeIsNone() {
        String body = page(event("e1"), event("e2", "INV-2", BETWEEN.minusMillis(1)));

        assertThatThrownBy(() -> read(body))
                .hasMessage(
                        "page 7, event 2: the answer is not as agreed: timestamp: earlier than the one before, so that"
                                + " the pages are not sorted by time" + MEND);
    }

    private static List<SaleEvent> read(String body) {
        return EventsPage.parse(body, Fixtures.KEY, "page 7");
    }
}
