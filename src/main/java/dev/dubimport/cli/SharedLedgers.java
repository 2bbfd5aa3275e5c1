package dev.dubimport.cli;

import java.util.ArrayList;
import java.util.List;

/** What a person should know of profiles that are side by side. */
final class SharedLedgers {
    private SharedLedgers() {}

    static List<String> notes(List<ProfileSheet> sheets) {
        List<String> notes = new ArrayList<>();
        for (int i = 0; i < sheets.size(); i++) {
            for (ProfileSheet other : sheets.subList(i + 1, sheets.size())) {
                notes.addAll(notes(sheets.get(i), other));
            }
        }
        return notes;
    }

    private static List<String> notes(ProfileSheet one, ProfileSheet other) {
        if (one.destination().isEmpty() || other.destination().isEmpty()) {
            return List.of();
        }
        String both = "profiles " + one.name() + " and " + other.name();
        String destination = one.destination().get().toString();
        if (one.destination().equals(other.destination())) {
            return List.of(
                    one.ledger().equals(other.ledger())
                            ? both + " share one ledger for " + destination + ": what one recorded, the other skips"
                            : both + " go to " + destination + " with two ledgers (" + one.ledger() + "; "
                                    + other.ledger()
                                    + "): a sale that both import is recorded twice; give them one ledger");
        }
        if (!one.hasOwnKey() && !other.hasOwnKey()) {
            return List.of(both + " go to two workspaces with one key, that of " + DestinationOptions.KEY_VARIABLE
                    + ": a key belongs to one workspace; name the key of each with api-key-variable or api-key-file");
        }
        return List.of();
    }
}
