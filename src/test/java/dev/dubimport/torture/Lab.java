package dev.dubimport.torture;

import java.nio.file.Path;

/** The checkout, and the folder in it where things are broken. */
record Lab(Path root) {
    Path folder() {
        return root.resolve("target/torture");
    }

    /** What the importer's Java is started with; the script wrote it. */
    Path importerArguments() {
        return folder().resolve("importer.arguments");
    }
}
