package dev.dubimport.schedule;

import dev.dubimport.alert.Alert;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Something that a person should know, each once: not at every attempt, and not again by the next process.
 *
 * @param file as it is called in the inbox; empty where it is about none
 * @param imported how its import ended; empty where none did, as far as this process knows
 * @param what one sentence
 * @param next what to do about it
 */
public record Notice(Alert.Kind kind, Optional<String> file, Optional<Imported> imported, String what, String next) {

    static Notice of(Alert.Kind kind, String what, String next) {
        return new Notice(kind, Optional.empty(), Optional.empty(), what, next);
    }

    static Notice of(Alert.Kind kind, Path file, Optional<Imported> imported, String what, String next) {
        return new Notice(kind, Optional.of(file.getFileName().toString()), imported, what, next);
    }
}
