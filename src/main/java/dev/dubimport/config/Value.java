package dev.dubimport.config;

/**
 * What an option is set to.
 *
 * @param origin where that stands, for people: {@code dub-import.yml:7:12} or {@code environment DUB_IMPORT_RATE}
 * @param isFromFile whether it stands in the file; else in the environment, which goes before it
 */
public record Value(String text, String origin, boolean isFromFile) {}
