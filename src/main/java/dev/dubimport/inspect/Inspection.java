package dev.dubimport.inspect;

import dev.dubimport.csv.Mapping;
import dev.dubimport.csv.SalesFile;
import dev.dubimport.csv.Source;
import dev.dubimport.csv.Table;
import dev.dubimport.csv.UnusableFile;
import dev.dubimport.inspect.Findings.Confidence;
import dev.dubimport.inspect.Findings.Sales;
import dev.dubimport.inspect.Findings.Statement;
import dev.dubimport.inspect.Findings.Suspicion;
import dev.dubimport.sale.Field;
import dev.dubimport.sale.SaleRules.MissingInvoiceId;
import dev.dubimport.sale.Shown;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks at a file before anything is sent. The file is read a few times from the top, and memory does not grow with it; nothing
 * is written.
 */
public final class Inspection {
    private static final List<Field> REQUIRED =
            List.of(Field.INVOICE_ID, Field.EXTERNAL_ID, Field.AMOUNT, Field.PAYMENT_PROCESSOR);
    /** Exports that name customers by e-mail address and by nothing else. */
    private static final Set<String> NAMED_BY_EMAIL = Set.of("shopify-orders", "polar-orders");

    private static final Path PROPOSED = Path.of("proposed mapping");

    private final Source source;
    private final LocalDate today;

    /** @param today by which sales are in the future, or old */
    public Inspection(Source source, LocalDate today) {
        this.source = source;
        this.today = today;
    }

    /**
     * Finds out what it can, and proposes a mapping.
     *
     * @throws UnusableFile if the file cannot be read at all
     */
    public Findings findings() {
        FileBytes bytes = Table.read(source, FileBytes::of);
        Encoding encoding = Encoding.of(bytes);
        Table table = Table.open(source, encoding.charset());
        Columns columns = Columns.of(table);
        Proposal proposal = new Proposal();
        encoding.key()
                .ifPresent(name -> proposal.add(
                        "encoding",
                        name,
                        encoding.statement().confidence(),
                        encoding.statement().reason()));
        encoding.undecided().ifPresent(proposal::leaveOpen);
        Optional<PresetFit> preset = preset(table, columns);
        List<Statement> form = form(bytes, encoding, table, columns);
        form.add(kind(preset, table, columns));
        propose(preset, table, columns, proposal);
        proposeDate(preset, columns, proposal);
        List<String> unused = List.of();
        if (preset.isEmpty()) {
            new MoneyDecisions(columns, proposal).propose();
            unused = unused(columns, proposal);
        }
        String yaml = proposal.yaml();
        Optional<String> whole = preset.filter(known -> proposal.statements().size() == 1
                        && proposal.undecided().isEmpty())
                .map(PresetFit::name);
        if (!proposal.canBeAssumed()) {
            return new Findings(
                    form,
                    whole,
                    proposal.statements(),
                    unused,
                    proposal.undecided(),
                    yaml,
                    Optional.empty(),
                    List.of(),
                    "");
        }
        Mapping mapping = Mapping.parse(PROPOSED, proposal.assumed());
        Reading reading = reading(mapping, preset.map(PresetFit::name), columns, proposal.assumptions());
        return new Findings(
                form,
                whole,
                proposal.statements(),
                unused,
                proposal.undecided(),
                yaml,
                reading.sales(),
                reading.suspicions(),
                reading.obstacle());
    }

    /**
     * Finds out what a given mapping makes of the file.
     *
     * @param name of the mapping, for people
     * @throws UnusableFile if the file cannot be read at all
     */
    public Findings findings(Mapping mapping, String name) {
        FileBytes bytes = Table.read(source, FileBytes::of);
        Encoding encoding = Encoding.of(bytes);
        Charset charset = bytes.mark() == FileBytes.Mark.NONE ? mapping.encoding() : encoding.charset();
        Table table = below(mapping, charset);
        Columns columns = Columns.of(table);
        Reading reading = reading(mapping, Optional.of(name), columns, List.of());
        return new Findings(
                form(bytes, encoding, table, columns),
                Optional.of(name),
                List.of(),
                List.of(),
                List.of(),
                name,
                reading.sales(),
                reading.suspicions(),
                reading.obstacle());
    }

    /** The file below the header that the mapping fits; below what looks like one where it fits none. */
    private Table below(Mapping mapping, Charset charset) {
        SalesFile sales;
        try {
            sales = SalesFile.open(source, mapping, MissingInvoiceId.INVALID);
        } catch (UnusableFile e) {
            return Table.open(source, charset);
        }
        return Table.of(sales);
    }

    private record Reading(Optional<Sales> sales, List<Suspicion> suspicions, String obstacle) {}

    private Reading reading(Mapping mapping, Optional<String> preset, Columns columns, List<String> assumed) {
        SalesFile sales;
        try {
            sales = SalesFile.open(source, mapping, MissingInvoiceId.INVALID);
        } catch (UnusableFile e) {
            return new Reading(Optional.empty(), List.of(), String.valueOf(e.getMessage()));
        }
        SuspicionSearch search = new SuspicionSearch(new SuspicionSearch.Scene(
                sales.header(),
                columnOf(mapping, Field.INVOICE_ID, columns).map(ColumnProfile::index),
                columnOf(mapping, Field.EXTERNAL_ID, columns).map(ColumnProfile::index),
                columnOf(mapping, Field.AMOUNT, columns).map(ColumnProfile::index),
                mapping.amounts(),
                today,
                preset.filter(name -> name.startsWith("stripe-")).isPresent(),
                preset.filter(name -> NAMED_BY_EMAIL.contains(name)).isPresent()));
        Sales read = new SalesReading(sales, dateColumn(mapping, columns), mapping.dateFormat()).read(assumed, search);
        return new Reading(Optional.of(read), search.found(), "");
    }

    private static Optional<ColumnProfile> columnOf(Mapping mapping, Field field, Columns columns) {
        return mapping.namesOf(field).stream()
                .flatMap(name -> columns.named(name).stream())
                .findFirst();
    }

    private Optional<PresetFit> preset(Table table, Columns columns) {
        return PresetFit.of(table.header()).stream()
                .filter(PresetFit::isWhole)
                .filter(fit -> !isContract(table, columns))
                .findFirst();
    }

    private static boolean isContract(Table table, Columns columns) {
        return table.header().size() == columns.width()
                && REQUIRED.stream()
                        .allMatch(field -> columns.named(field.contractName()).isPresent());
    }

    private static List<Statement> form(FileBytes bytes, Encoding encoding, Table table, Columns columns) {
        List<Statement> form = new ArrayList<>();
        form.add(encoding.statement());
        form.add(new Statement(
                "delimiter",
                table.delimiterName(),
                Confidence.CERTAIN,
                table.namesDelimiter()
                        ? "a sep= line says so"
                        : "with it the rows have as many cells as the header"
                                + (bytes.hasQuotes() ? "; some cells are in double quotes" : "")));
        bytes.mixedLineEnds()
                .filter(mixed -> !encoding.charset().name().startsWith("UTF-16"))
                .ifPresent(mixed -> form.add(new Statement(
                        "line ends", "mixed", Confidence.CERTAIN, mixed + "; each is read as a line end")));
        form.add(new Statement(
                "header",
                Columns.counted(columns.width(), "column", "columns") + " on line " + table.headerLine(),
                Confidence.CERTAIN,
                table.header().stream().map(name -> Shown.shortened(name, 40)).collect(Collectors.joining(", "))));
        table.preambleNote().ifPresent(note -> form.add(new Statement("above", note, Confidence.CERTAIN, "")));
        form.add(new Statement(
                "rows",
                Columns.counted(columns.rows(), "row", "rows"),
                Confidence.CERTAIN,
                columns.malformed() == 0
                        ? ""
                        : Columns.counted(columns.malformed(), "has", "have") + " broken quotes"));
        return form;
    }

    private Statement kind(Optional<PresetFit> preset, Table table, Columns columns) {
        if (preset.isPresent()) {
            PresetFit fit = preset.get();
            String id = firstId(fit, columns);
            return new Statement("known export", fit.title(), fit.confidence(id), fit.reason(id));
        }
        if (isContract(table, columns)) {
            return new Statement(
                    "known export",
                    "none, but the contract's own names",
                    Confidence.CERTAIN,
                    "it has " + REQUIRED.stream().map(Field::contractName).collect(Collectors.joining(", ")));
        }
        String near = PresetFit.of(table.header()).stream()
                .filter(PresetFit::isNear)
                .findFirst()
                .map(fit -> "nearest is " + fit.title() + ", which must have " + fit.missingShown() + " too")
                .orElse("no export that we know has these columns");
        return new Statement("known export", "none", Confidence.CERTAIN, near);
    }

    private static String firstId(PresetFit fit, Columns columns) {
        return columnOf(fit.mapping(), Field.INVOICE_ID, columns)
                .flatMap(column -> column.samples().stream().findFirst())
                .orElse("");
    }

    private void propose(Optional<PresetFit> preset, Table table, Columns columns, Proposal proposal) {
        if (preset.isPresent()) {
            PresetFit fit = preset.get();
            String id = firstId(fit, columns);
            proposal.add("extends", fit.name(), fit.confidence(id), fit.title());
            columnOf(fit.mapping(), Field.EXTERNAL_ID, columns)
                    .filter(customer -> customer.filled() == 0 && columns.rows() > 0)
                    .ifPresent(customer -> new CustomerDecision(columns, proposal).ask(customer, fit.name()));
            columnOf(fit.mapping(), Field.AMOUNT, columns)
                    .ifPresent(column -> new AmountReading(column).decimals(proposal));
            return;
        }
        new GenericProposal(columns, proposal).propose(isContract(table, columns));
    }

    private static void proposeDate(Optional<PresetFit> preset, Columns columns, Proposal proposal) {
        Optional<ColumnProfile> column = preset.isPresent()
                ? dateColumn(preset.get().mapping(), columns).filter(known -> new DateReading(known).isOrderOpen())
                : columns.date().filter(known -> !isMetadata(known));
        if (preset.isPresent()) {
            column.ifPresent(known -> proposal.add(
                    Role.DATE.key(),
                    known.name(),
                    Confidence.CERTAIN,
                    "as in " + preset.get().name()));
        } else if (column.isPresent()) {
            columns.propose(Role.DATE, proposal);
        }
        column.ifPresent(known -> new DateReading(known).propose(proposal));
    }

    /** Such a column goes into the metadata as it is. */
    private static boolean isMetadata(ColumnProfile column) {
        return column.name().toLowerCase(Locale.ROOT).startsWith("metadata.");
    }

    private static List<String> unused(Columns columns, Proposal proposal) {
        Set<String> used = Stream.concat(
                        proposal.statements().stream().map(Statement::value),
                        proposal.undecided().stream()
                                .flatMap(open -> open.choices().stream().map(Findings.Choice::value)))
                .collect(Collectors.toSet());
        return columns.all().stream()
                .filter(column -> !column.name().isEmpty())
                .filter(column -> !used.contains(column.name()) && !MoneyDecisions.decides(column))
                .filter(column -> Field.parse(column.name()).isEmpty() && !isMetadata(column))
                .map(ColumnProfile::name)
                .toList();
    }

    /** What the mapping says, else what looks like it. */
    private static Optional<ColumnProfile> dateColumn(Mapping mapping, Columns columns) {
        return mapping.dateNames().isEmpty()
                ? columns.date()
                : mapping.dateNames().stream()
                        .flatMap(name -> columns.named(name).stream())
                        .findFirst();
    }
}
