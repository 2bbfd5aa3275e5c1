package dev.dubimport.cli;

import dev.dubimport.config.Chosen;
import dev.dubimport.config.Vocabulary;
import dev.dubimport.ledger.Destination;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one profile comes to.
 *
 * @param destination where its sales go; empty where it names no workspace
 * @param ledger where the ledger is
 * @param hasOwnKey whether it names a key of its own
 * @param lines for people
 */
record ProfileSheet(
        String name,
        Optional<Destination> destination,
        String ledger,
        boolean hasOwnKey,
        List<String> lines,
        List<String> problems) {

    static ProfileSheet of(Chosen chosen, Surroundings surroundings) {
        Surroundings configured = surroundings.configuredBy(chosen);
        Vocabulary vocabulary = Settable.of(DubImport.commandLine(surroundings));
        ProfileCheck check = new ProfileCheck(chosen, configured);
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(chosen.profile().map(name -> "Profile " + name).orElse("Without a profile"));
        lines.add("  goes to  " + check.goesTo());
        lines.add("  ledger   " + check.ledgerState());
        lines.add("  key      " + check.keyState());
        check.commands(vocabulary);
        check.oneDestination();
        check.files();
        lines.addAll(new SettingsTable(chosen, vocabulary, DubImport.commandLine(configured)).lines());
        return new ProfileSheet(
                chosen.profile().orElse(""),
                check.destination(),
                check.ledger(),
                check.hasOwnKey(),
                List.copyOf(lines),
                check.problems());
    }
}
