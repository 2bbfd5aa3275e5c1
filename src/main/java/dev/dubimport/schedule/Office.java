package dev.dubimport.schedule;

import dev.dubimport.ledger.Diary;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** The place where files are imported: opened for a piece of work, so that people can use the ledger in between. */
@FunctionalInterface
public interface Office {
    /**
     * Has the work done while nobody else can import to the destination.
     *
     * @return why it could not be done, or not to its end; or nothing
     */
    Optional<Hindrance> during(Consumer<Desk> work);

    /**
     * What is in the way.
     *
     * @param isOfOthersAtWork whether others import to the destination, and all is well
     */
    record Hindrance(String reason, boolean isOfOthersAtWork) {}

    /** What an open office has. */
    record Desk(Diary diary, Importing importing) {}

    /** Imports a file, and leaves its report and rejects in that folder. */
    @FunctionalInterface
    interface Importing {
        Imported of(Path file, Path beside);
    }
}
