package dev.dubimport.schedule;

/** What tells that a file in the inbox is complete. Names that say that it is not ({@code .part}) are passed over by each. */
public enum Completeness {
    /** Its size and time have not changed for a while. */
    STABLE,
    /** It has its name: whoever brings it renames it into place. */
    RENAMED,
    /** A file of its name with {@code .done} behind it, which is no older than the file. */
    DONE
}
