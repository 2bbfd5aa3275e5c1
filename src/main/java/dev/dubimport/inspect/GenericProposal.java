package dev.dubimport.inspect;

import dev.dubimport.inspect.Findings.Choice;
import dev.dubimport.inspect.Findings.Confidence;
import dev.dubimport.inspect.Findings.Undecided;
import dev.dubimport.sale.Field;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Proposes which column is which field, for a file that is no export that we know. */
final class GenericProposal {
    private static final String CURRENCY = "constants.currency";

    private final Columns columns;
    private final Proposal proposal;

    GenericProposal(Columns columns, Proposal proposal) {
        this.columns = columns;
        this.proposal = proposal;
    }

    /** @param isContract whether the file has the names of the contract: these need no saying */
    void propose(boolean isContract) {
        if (isContract) {
            proposal.add("extends", "generic", Confidence.CERTAIN, "the columns have the names of the contract");
            columns.named(Field.AMOUNT.contractName())
                    .ifPresent(amount -> amounts(amount, columns.named(Field.CURRENCY.contractName())));
            return;
        }
        orAsk(Role.INVOICE_ID, "Without an invoice id nothing protects a sale from being recorded twice.");
        orAsk(Role.EXTERNAL_ID, "It is the id by which Dub knows the customer.");
        Optional<ColumnProfile> amount = orAsk(Role.AMOUNT, "It is what the customer paid.");
        Optional<ColumnProfile> currency = columns.propose(Role.CURRENCY, proposal);
        if (currency.isEmpty()) {
            currencyWithoutColumn(amount);
        }
        processor();
        amount.ifPresent(column -> amounts(column, currency));
    }

    private Optional<ColumnProfile> orAsk(Role role, String why) {
        Optional<ColumnProfile> column = columns.propose(role, proposal);
        if (column.isEmpty()) {
            proposal.leaveOpen(
                    new Undecided(role.key(), "no column looks like it", List.of(), why + " Name its column."));
        }
        return column;
    }

    private void processor() {
        Optional<ColumnProfile> column =
                columns.named(Field.PAYMENT_PROCESSOR.contractName()).or(() -> columns.named("payment processor"));
        if (column.isPresent()) {
            proposal.add("columns.paymentProcessor", column.get().name(), Confidence.CERTAIN, "by its name");
            return;
        }
        proposal.add(
                "constants.paymentProcessor",
                "custom",
                Confidence.LIKELY,
                "no column tells it; stripe, shopify, polar and paddle are the others");
    }

    private void currencyWithoutColumn(Optional<ColumnProfile> amount) {
        Optional<AmountReading.Beside> beside = amount.flatMap(column -> new AmountReading(column).currency());
        if (beside.isPresent()) {
            proposal.add(
                    CURRENCY,
                    beside.get().code(),
                    Confidence.LIKELY,
                    beside.get().reason());
            return;
        }
        proposal.leaveOpen(new Undecided(
                CURRENCY,
                "no column of currencies",
                List.of(new Choice("usd", "US dollars"), new Choice("eur", "euros"), new Choice("gbp", "pounds")),
                "Say in which currency the amounts are, by its code of three letters."));
    }

    private void amounts(ColumnProfile amount, Optional<ColumnProfile> currency) {
        AmountReading reading = new AmountReading(amount);
        reading.unit(proposal, currency.map(ColumnProfile::currencies).orElse(Set.of()));
        reading.decimals(proposal);
    }
}
