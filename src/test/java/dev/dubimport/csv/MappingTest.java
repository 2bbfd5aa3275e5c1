package dev.dubimport.csv;

import static dev.dubimport.csv.SalesFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dubimport.sale.AmountFormat;
import dev.dubimport.sale.DateFormat;
import dev.dubimport.sale.Field;
import dev.dubimport.sale.Notation;
import dev.dubimport.sale.Refunds;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingTest {
    private static final String WHOLE = """
            columns:
              invoiceId: InvoiceNo
              amount: 2024
            constants:
              paymentProcessor: custom
              externalId: 00123
            amounts: major
            rounding: half-up
            metadata:
              day: "Invoice Date"
            """;

    @TempDir
    private Path folder;

    @Test
    void allOfItIsRead() {
        Mapping mapping = read(WHOLE);

        assertThat(mapping.columns())
                .isEqualTo(Map.of(Field.INVOICE_ID, ColumnNames.of("InvoiceNo"), Field.AMOUNT, ColumnNames.of("2024")));
        assertThat(mapping.constants())
                .isEqualTo(Map.of(Field.PAYMENT_PROCESSOR, "custom", Field.EXTERNAL_ID, "00123"));
        assertThat(mapping.amounts())
                .isEqualTo(
                        new AmountFormat(Notation.PLAIN, AmountFormat.Unit.MAJOR, Optional.of(RoundingMode.HALF_UP)));
        assertThat(mapping.metadata()).isEqualTo(Map.of("day", ColumnNames.of("Invoice Date")));
    }

    @ParameterizedTest
    @CsvSource({"point,POINT", "comma,COMMA"})
    void decimalsHaveTheirNamesAndMakeAnotherMapping(String word, Notation notation) {
        Mapping mapping = read("amounts: major\ndecimals: " + word + "\n");

        assertThat(mapping.amounts().notation()).isEqualTo(notation);
        assertThat(mapping.digest()).isNotEqualTo(read("amounts: major\n").digest());
    }

    @ParameterizedTest
    @CsvSource({"half-up,HALF_UP", "half-even,HALF_EVEN", "down,DOWN", "up,UP"})
    void roundingsHaveTheirNames(String word, RoundingMode mode) {
        assertThat(read("amounts: major\nrounding: " + word).amounts().rounding())
                .contains(mode);
    }

    @Test
    void theDigestIsOfWhatItMeansAndNotOfHowItIsWritten() {
        String digest = read(WHOLE).digest();

        assertThat(digest).matches("[0-9a-f]{64}").isNotEqualTo(Mapping.NONE.digest());
        assertThat(read("# a comment\r\n" + WHOLE.replace("InvoiceNo", "\"InvoiceNo\""))
                        .digest())
                .isEqualTo(digest);
        assertThat(read(WHOLE.replace("custom", "stripe")).digest()).isNotEqualTo(digest);
        assertThat(read(WHOLE.replace("half-up", "down")).digest()).isNotEqualTo(digest);
        assertThat(read(WHOLE.replace("day:", "date:")).digest()).isNotEqualTo(digest);
        assertThat(read("amounts: minor").digest()).isEqualTo(Mapping.NONE.digest());
    }

    @Test
    void allMistakesAreNamedAtOnce() {
        Path file = write(folder, "mapping.yml", """
                columns:
                  amuont: Total
                  quantity: Number
                  externalId: Customer
                  eventName:
                  leadEventName: {a: b}
                constants:
                  currency: pound
                  externalId: c
                  paymentProcessor: paypal
                  invoiceId: one
                  metadata: "{}"
                amounts: majr
                rounding: up
                colums: x
                metadata: none
                """);

        assertThatThrownBy(() -> Mapping.read(file))
                .isInstanceOf(UnusableFile.class)
                .hasMessage(String.join(
                        "\n",
                        file + ":2 columns.amuont: no field of the contract; did you mean \"amount\"?",
                        file + ":3 columns.quantity: no field of the contract; use one of externalId, amount,"
                                + " paymentProcessor, eventName, invoiceId, currency, leadEventName, metadata",
                        file + ":5 columns.eventName: no value; write one text",
                        file + ":6 columns.leadEventName: keys where one value is meant; write one text",
                        file + ":8 constants.currency \"pound\": not a currency of ISO 4217;"
                                + " use a code such as usd or EUR",
                        file + ":9 constants.externalId: stands under columns too; remove one",
                        file + ":10 constants.paymentProcessor \"paypal\": not a payment processor of the API;"
                                + " use one of stripe, shopify, polar, paddle, custom",
                        file + ":11 constants.invoiceId: one invoice id for all rows would make them one sale;"
                                + " name a column under columns",
                        file + ":12 constants.metadata: metadata takes no constant; name columns under metadata",
                        file + ":13 amounts \"majr\": unknown; use one of minor, major",
                        file + ":14 rounding: nothing to round: amounts are in minor units;"
                                + " remove it, or say `amounts: major`",
                        file + ":15 colums: no such key; did you mean \"columns\"?",
                        file + ":16 metadata: no keys below it; write `key: value` lines below it, indented,"
                                + " or remove it"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "columns: !!javax.script.ScriptEngineManager {amount: x}",
                "columns:\n  amount: !!java.net.URL [\"http://localhost\"]",
                "columns: &all {amount: x}",
                "columns:\n  amount: &a Total\n  externalId: *a",
                "columns:\n  amount: *nothing",
            })
    void tagsAnchorsAndAliasesAreRefused(String hostile) {
        Path file = write(folder, "mapping.yml", hostile);

        assertThatThrownBy(() -> Mapping.read(file))
                .isInstanceOf(UnusableFile.class)
                .hasMessageEndingWith("a tag, an anchor or an alias (!, &, *): write plain text, in quotes if need be");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "columns: [[a]] | 1 an item of a list that is no text; write `[one, another]`",
                "columns: {amount: x | 1 not YAML (",
                "'a: b: c' | 1 not YAML (",
                "'%x' | 1 not YAML (",
            })
    void whatIsNoMappingIsRefusedWithItsLine(String text, String message) {
        Path file = write(folder, "mapping.yml", text);

        assertThatThrownBy(() -> Mapping.read(file))
                .isInstanceOf(UnusableFile.class)
                .hasMessageStartingWith(file + ":" + message);
    }

    @Test
    void whatExtendsAnotherSaysOnlyWhatIsOther() {
        Mapping base = Mapping.named("shopify-orders");
        Mapping mapping = read("""
                extends: shopify-orders
                constants:
                  externalId: everybody
                decimals: comma
                refunds: net
                metadata:
                  note: Notes
                filter:
                  test_mode: FALSE
                """);

        assertThat(mapping.columns())
                .containsEntry(Field.INVOICE_ID, ColumnNames.of("Name"))
                .doesNotContainKey(Field.EXTERNAL_ID);
        assertThat(mapping.constants())
                .isEqualTo(Map.of(Field.EXTERNAL_ID, "everybody", Field.PAYMENT_PROCESSOR, "shopify"));
        assertThat(mapping.amounts().unit()).isEqualTo(AmountFormat.Unit.MAJOR);
        assertThat(mapping.amounts().notation()).isEqualTo(Notation.COMMA);
        assertThat(mapping.refunded()).contains(new Refunded(ColumnNames.of("Refunded Amount"), Refunds.NET));
        assertThat(mapping.metadata()).containsKeys("note", "orderId");
        assertThat(mapping.selection().require()).isEqualTo(base.selection().require());
        assertThat(mapping.selection().filter())
                .extracting(rule -> rule.name() + " " + rule.condition().text())
                .contains("test_mode FALSE")
                .hasSameSizeAs(base.selection().filter());
        assertThat(mapping.digest()).isNotEqualTo(base.digest());
    }

    @Test
    void anotherColumnOfTheDateLeavesItsZoneInForce() {
        Mapping mapping = read("extends: stripe-payments\ndate: Paid on\n");

        assertThat(mapping.date())
                .contains(new SaleDay(
                        ColumnNames.of("Paid on"),
                        new DateFormat(DateFormat.Order.UNSAID, Optional.of(ZoneId.of("UTC"))),
                        "paidAt"));
    }

    @Test
    void aColumnPutsAConstantOfTheExtendedMappingOutOfForce() {
        Mapping mapping = read("extends: shopify-orders\ncolumns:\n  paymentProcessor: Gateway\n");

        assertThat(mapping.constants()).isEmpty();
        assertThat(mapping.columns()).containsEntry(Field.PAYMENT_PROCESSOR, ColumnNames.of("Gateway"));
    }

    @Test
    void aConstantForRowsWithoutACurrencyLeavesTheColumnOfTheExtendedMappingInForce() {
        Mapping mapping = read("extends: stripe-payments\nconstants:\n  Currency: usd\n");

        assertThat(mapping.columns()).containsEntry(Field.CURRENCY, ColumnNames.of("Currency"));
        assertThat(mapping.constants()).containsEntry(Field.CURRENCY, "usd");
    }

    @Test
    void aFieldIsTheSameHoweverItsNameIsWritten() {
        Mapping mapping = read("""
                extends: stripe-payments
                columns:
                  EXTERNALID: Customer Email
                  PaymentProcessor: Provider
                constants:
                  Currency: usd
                expressions:
                  invoiceid: STR_LOWER(id)
                """);

        assertThat(mapping.columns())
                .containsEntry(Field.EXTERNAL_ID, ColumnNames.of("Customer Email"))
                .containsEntry(Field.PAYMENT_PROCESSOR, ColumnNames.of("Provider"))
                .doesNotContainKey(Field.INVOICE_ID);
        assertThat(mapping.constants()).isEqualTo(Map.of(Field.CURRENCY, "usd"));
    }

    @Test
    void ofAFieldThatStandsTwiceTheMappingItselfHearsWhateverItExtends() {
        assertMessage(
                "extends: stripe-payments\ncolumns:\n  currency: a\n  Currency: b\n",
                ":4 columns.Currency: stands twice; remove one");
    }

    @Test
    void whatWouldMakeAllRowsOneSaleOrTakeACodeOfOursIsRefused() {
        assertMessage(
                "expressions:\n  invoiceId: STR_LOWER(\"INV\")\n",
                ":2 expressions.invoiceId: looks at no column: one invoice id for all rows would make them one sale;"
                        + " put a column into it");
        assertMessage(
                "filter:\n  zero: x == \"1\"\n",
                ":2 filter.zero: a name that the importer uses itself; give the rule another name");
    }

    @Test
    void whatSelectsRowsMakesAnotherMapping() {
        List<String> texts = List.of(
                "amounts: major",
                "amounts: major\nfilter:\n  a: x == \"1\"",
                "amounts: major\nfilter:\n  a: x == \"2\"",
                "amounts: major\nrequire:\n  a: x == \"1\"",
                "amounts: major\norder: x",
                "amounts: major\ntotals: x",
                "amounts: major\nrefunded: x",
                "amounts: major\nrefunded: x\nrefunds: net",
                "amounts: major\nexpressions:\n  invoiceId: x",
                "amounts: major\ncolumns:\n  invoiceId: [x, y]",
                "amounts: major\ncolumns:\n  invoiceId: [y, x]");

        assertThat(texts.stream().map(text -> read(text).digest()).distinct()).hasSameSizeAs(texts);
    }

    @Test
    void theDigestOfAMappingOfBeforeIsAsItWas() {
        assertThat(read(WHOLE).digest()).isEqualTo("c52295b400c3da0a324154896019cffeb2159a6199da3163b48e7afeb8d072ab");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "extends: shopify | :1 extends \"shopify\": no mapping of ours; use one of stripe-payments",
                "filter:\\n  Failed: x == \"1\" | :2 filter.Failed: no name for a rule; use small letters",
                "filter:\\n  failed: x == | :2 filter.failed \"x ==\": cannot be read at character",
                "filter:\\n  failed: COLUMN(x) | :2 filter.failed \"COLUMN(x)\": COLUMN takes names of columns in quotes",
                "expressions:\\n  amount: x | :2 expressions.amount: is read, not computed; name its column",
                "refunds: net | :1 refunds: no column tells what was given back; name it",
                "refunded: x\\nrefunds: all | :2 refunds \"all\": unknown; use one of ignore, net, report",
                "columns:\\n  amount: [\"\", x] | :2 columns.amount: a name that is empty; name columns",
                "constants:\\n  currency: [eur, usd] | :2 constants.currency: a list where one value is meant",
                "metadata:\\n  \"*\": plan | :2 metadata.*: no pattern; write * once",
            })
    void mistakesInTheNewerKeysAreNamed(String text, String message) {
        Path file = write(folder, "mapping.yml", text.replace("\\n", "\n"));

        assertThatThrownBy(() -> Mapping.read(file))
                .isInstanceOf(UnusableFile.class)
                .hasMessageStartingWith(file + message);
    }

    @Test
    void aKeyThatStandsTwiceIsRefused() {
        assertMessage("columns:\n  amount: a\n  amount: b\n", ":3 amount: stands twice; remove one");
        assertMessage("columns:\n  amount: a\n  Amount: b\n", ":3 columns.Amount: stands twice; remove one");
    }

    @Test
    void aKeyOfTheMetadataIsReadableText() {
        assertMessage("metadata:\n  ' ': a\n", ":2 metadata. : a key without a name; name it");
        assertMessage("metadata:\n  \"a\\0\": a\n", ":2 metadata.a\\u0000: holds a control character; remove it");
    }

    @Test
    void aMappingIsOneSmallTextFile() {
        assertMessage("", ": no mapping: it has no keys; begin with `columns:`");
        assertMessage("text", ": no mapping: it has no keys; begin with `columns:`");
        assertMessage("amounts: major\n---\namounts: minor\n", ":3 a second document; keep one mapping in a file");
        assertMessage("#".repeat(100_001), ": more than 100,000 bytes: not a mapping; name a small YAML file");
        Path latin1 = write(folder, "latin.yml", "a: \u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Mapping.read(latin1)).hasMessage(latin1 + ": not UTF-8; save the file as UTF-8");
        assertThatThrownBy(() -> Mapping.read(folder)).hasMessage(folder + ": not a file; name a YAML file");
        Path absent = folder.resolve("absent.yml");
        assertThatThrownBy(() -> Mapping.read(absent)).hasMessage(absent + ": no such file; check the path");
    }

    @Test
    void aDeepOneIsRefusedAndNotFollowed() {
        Path file = write(folder, "mapping.yml", "{a: ".repeat(20_000));

        assertThatThrownBy(() -> Mapping.read(file)).isInstanceOf(UnusableFile.class);
    }

    private void assertMessage(String text, String message) {
        Path file = write(folder, "mapping.yml", text);
        assertThatThrownBy(() -> Mapping.read(file))
                .isInstanceOf(UnusableFile.class)
                .hasMessage(file + message);
    }

    private Mapping read(String yaml) {
        return Mapping.read(write(folder, "mapping.yml", yaml));
    }
}
