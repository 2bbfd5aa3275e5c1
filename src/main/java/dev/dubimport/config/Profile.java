package dev.dubimport.config;

import java.util.Map;

/**
 * What one profile of the file sets.
 *
 * @param general for every command that has such an option
 * @param sections for one command only
 */
record Profile(String name, Map<String, Setting> general, Map<String, Map<String, Setting>> sections) {
    /** A text and where it stands. */
    record Setting(String text, Place place) {}
}
