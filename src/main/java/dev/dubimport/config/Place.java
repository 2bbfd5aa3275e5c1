package dev.dubimport.config;

import org.springframework.boot.origin.Origin;

/** Where something stands in the file; from 1. */
record Place(String file, int line, int column) implements Origin {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
