package dev.dubimport.model;

/** The process is dead. An error, so that nobody takes it for something to go on from. */
final class Killed extends Error {
    Killed() {
        super("killed", null, false, false);
    }
}
