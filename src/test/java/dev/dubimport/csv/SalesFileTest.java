package dev.dubimport.csv;

import static dev.dubimport.csv.SalesFiles.HEADER;
import static dev.dubimport.csv.SalesFiles.open;
import static dev.dubimport.csv.SalesFiles.rows;
import static dev.dubimport.csv.SalesFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dubimport.sale.Sale;
import dev.dubimport.sale.SaleRules.MissingInvoiceId;
import dev.dubimport.sale.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SalesFileTest {
    @TempDir
    private Path folder;

    @Test
    void columnsStandInAnyOrderAndCase() {
        SalesFile file = open(folder, """
                AMOUNT ,Notes,\u00a0ExternalID,,paymentprocessor,InvoiceId,metadata.Plan
                1250,hello,cus_1,,Stripe,INV-1,pro
                """);

        Sale sale = onlySale(file);

        assertThat(sale.invoiceId()).isEqualTo("INV-1");
        assertThat(sale.externalId()).isEqualTo("cus_1");
        assertThat(sale.amount()).hasToString("12.50 USD");
        assertThat(sale.metadata().json()).isEqualTo("{\"Plan\":\"pro\"}");
        assertThat(file.ignoredColumns()).containsExactly("Notes", "(column 4, without a name)");
        assertThat(file.header()).hasSize(7).startsWith("AMOUNT", "Notes", "ExternalID");
    }

    @Test
    void anEmptyCellIsAFieldThatIsNotGiven() {
        Sale sale = onlySale(open(folder, HEADER + ",eventName,leadEventName\n1,c,5,stripe,,\"\"\n"));

        assertThat(sale.eventName()).isEqualTo(Sale.DEFAULT_EVENT_NAME);
        assertThat(sale.leadEventName()).isEmpty();
        assertThat(sale.amount()).hasToString("0.05 USD");
    }

    @Test
    void anEmptyCellAmongCurrenciesIsNotTakenForUsDollars() {
        Path file = write(folder, "sales.csv", HEADER + ",currency\n1,c,5,stripe,eur\n2,c,5,stripe,\n");

        assertThat(rows(open(file))).extracting(SalesFiles::summary).containsExactly("2 valid", "3 currency_missing");

        Mapping withDefault = Mapping.read(
                write(folder, "mapping.yml", "columns:\n  currency: currency\nconstants:\n  currency: gbp\n"));
        assertThat(rows(open(file, withDefault, MissingInvoiceId.INVALID)))
                .extracting(
                        row -> ((Verdict.Valid) row.verdict()).sale().amount().toString())
                .containsExactly("0.05 EUR", "0.05 GBP");
    }

    @Test
    void theMappingGoesBeforeTheContractsNames() {
        Mapping mapping = Mapping.read(write(folder, "mapping.yml", """
                columns:
                  amount: Total
                  externalId: customer
                constants:
                  paymentProcessor: custom
                  currency: jpy
                metadata:
                  day: Date
                  total: TOTAL
                """));
        Path file = write(folder, "sales.csv", "invoiceId,amount,total,customer,currency,date\nI1,1,2,c,usd,monday\n");

        SalesFile sales = open(file, mapping, MissingInvoiceId.INVALID);

        assertThat(onlySale(sales).amount()).hasToString("2 JPY");
        assertThat(onlySale(sales).metadata().json()).isEqualTo("{\"day\":\"monday\",\"total\":\"2\"}");
        assertThat(sales.ignoredColumns()).containsExactly("amount", "currency");
    }

    @Test
    void aMissingColumnIsNamedWithThoseThatAreThere() {
        Path file = write(folder, "sales.csv", "id,total,amount,paymentProcessor,invoiceId\n");

        assertThatThrownBy(() -> open(file))
                .isInstanceOf(UnusableFile.class)
                .hasMessage(file + ": no column \"externalId\"; the file has: id, total, amount, paymentProcessor,"
                        + " invoiceId; name the column in a mapping (--mapping)");
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        Mapping mapping = Mapping.read(write(folder, "mapping.yml", """
                columns:
                  amount: TotalPrize
                  eventName: Event
                metadata:
                  plan: customer
                """));
        Path file = write(folder, "sales.csv", "TotalPrice,customer,metadata.plan\n");

        assertThatThrownBy(() -> open(file, mapping, MissingInvoiceId.INVALID))
                .hasMessage(String.join(
                        "\n",
                        file + ": no column \"TotalPrize\", which the mapping names for amount;"
                                + " did you mean \"TotalPrice\"?",
                        file + ": no column \"Event\", which the mapping names for eventName;"
                                + " the file has: TotalPrice, customer, metadata.plan",
                        file + ": metadata key \"plan\": given by the columns \"customer\" and \"metadata.plan\";"
                                + " remove one, or take the key out of the mapping",
                        file + ": no column \"externalId\", \"paymentProcessor\", \"invoiceId\"; the file has:"
                                + " TotalPrice, customer, metadata.plan; name the columns in a mapping (--mapping);"
                                + " paymentProcessor can be a constant there;"
                                + " without invoice ids use --missing-invoice-id derive"));
    }

    @ParameterizedTest
    @CsvSource({
        "stripe-payments.csv, stripe-payments",
        "stripe-balance.csv, stripe-balance",
        "shopify-orders.csv, shopify-orders",
        "polar-orders.csv, polar-orders",
        "paddle-transactions.csv, paddle-transactions"
    })
    void anExportThatIsReadWithoutItsMappingIsToldSo(String sample, String export) {
        Path file = Path.of("samples/exports").resolve(sample);

        assertThatThrownBy(() -> open(file))
                .isInstanceOf(UnusableFile.class)
                .hasMessageEndingWith("; the file looks like " + export
                        + ": run `dub-import inspect FILE`, or name that mapping (--mapping " + export + ")");
    }

    @Test
    void aFileWithoutInvoiceIdsWillDoWhereTheyAreDerived() {
        Path file = write(folder, "sales.csv", "externalId,amount,paymentProcessor\nc,1,stripe\n");

        SalesFile sales = open(file, Mapping.NONE, MissingInvoiceId.DERIVE);

        assertThat(onlySale(sales).invoiceId()).startsWith("derived-");
    }

    @Test
    void aColumnThatStandsTwiceIsRefused() {
        Path file = write(folder, "sales.csv", HEADER + ",Amount ,,\n");

        assertThatThrownBy(() -> open(file))
                .hasMessage(file + ": column \"Amount\" stands twice in the header; rename or remove one");
    }

    @Test
    void aFileMayNotHaveMoreColumnsThanASpreadsheet() {
        Path file = write(folder, "sales.csv", HEADER + ",".repeat(16_384) + "\n");

        assertThatThrownBy(() -> open(file))
                .hasMessage(file + ": 16388 columns, at most 16384 are allowed; leave out what no sale needs");
    }

    @Test
    void onlyTheFirstColumnsOfManyAreShown() {
        Path file = write(folder, "sales.csv", String.join(",", names(25)) + "\n");

        assertThatThrownBy(() -> open(file))
                .hasMessageContaining(
                        "the file has: " + String.join(", ", names(20)) + " and 5 more; name the columns");
    }

    @Test
    void aKeyOfTheMetadataHasNoControlCharacters() {
        Path file = write(folder, "sales.csv", HEADER + ",metadata.a\u0007\n");

        assertThatThrownBy(() -> open(file))
                .hasMessage(file + ": column \"metadata.a\\u0007\": holds a control character; remove it");
    }

    @Test
    void aHeaderWithABrokenQuoteIsRefused() {
        Path file = write(folder, "sales.csv", "\"invoiceId\"x,externalId\n");

        assertThatThrownBy(() -> open(file))
                .hasMessage(file + ":1 header row \"\"invoiceId\"x,externalId\": text after a closing quote;"
                        + " double the quotes inside a quoted cell (\"\")");
    }

    @Test
    void whatIsNoFileIsCalledWhatItIs() {
        Path absent = folder.resolve("absent.csv");
        Path empty = write(folder, "empty.csv", "");
        Path blank = write(folder, "blank.csv", "\uFEFF\n\n");

        assertThatThrownBy(() -> open(absent)).hasMessage(absent + ": no such file; check the path");
        assertThatThrownBy(() -> open(folder)).hasMessage(folder + ": a folder; name a CSV file in it");
        assertThatThrownBy(() -> open(empty)).hasMessage(empty + ": empty; the first line names the columns");
        assertThatThrownBy(() -> open(blank)).hasMessage(blank + ": empty; the first line names the columns");
        assertThatThrownBy(() -> open(Path.of("/dev/null")))
                .hasMessage(
                        "/dev/null: not a regular file: it is read more than once; save it to a file first, or give it on standard"
                                + " input, as -");
    }

    private static List<String> names(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "column" + i).toList();
    }

    @Test
    void rowsAboveAHeaderAreNoTitleToSkip() {
        Path file = write(
                folder,
                "sales.csv",
                "customer,amount,invoiceId,note\nc,1,I1,x\nexternalId,amount,paymentProcessor,invoiceId\nc,1,custom,I2\n");

        assertThatThrownBy(() -> open(file))
                .isInstanceOf(UnusableFile.class)
                .hasMessage(file + ":1 above the header on line 3, and looks like a row or another header;"
                        + " remove the lines above the header, or split the file");
    }

    private static Sale onlySale(SalesFile file) {
        assertThat(rows(file)).hasSize(1).allMatch(row -> row.verdict() instanceof Verdict.Valid);
        return ((Verdict.Valid) rows(file).get(0).verdict()).sale();
    }
}
