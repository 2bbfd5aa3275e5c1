package dev.dubimport.report;

import dev.dubimport.report.Sheet.Fact;
import java.util.ArrayList;
import java.util.List;

/** What every page says of how it was made. */
final class ProvenanceFacts {
    private ProvenanceFacts() {}

    static List<Fact> of(Provenance provenance) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                "Mapping",
                provenance.mapping().isEmpty()
                        ? "none: the columns by their names"
                        : Figures.text(provenance.mapping()),
                false));
        if (!provenance.mappingDigest().isEmpty()) {
            facts.add(new Fact("SHA-256 of the mapping", Figures.text(provenance.mappingDigest()), true));
        }
        facts.add(new Fact("Command", Figures.text(provenance.command()), true));
        facts.add(new Fact("Version", "dub-import " + Figures.text(provenance.version()), false));
        facts.add(new Fact("Made", Figures.moment(provenance.madeAt()), false));
        return facts;
    }
}
