package dev.dubimport.cli;

import dev.dubimport.sale.Shown;

/** A text as one argument of a command that a person may copy. */
final class ShellWord {
    private ShellWord() {}

    static String of(String text) {
        String shown = Shown.escaped(text);
        return shown.matches("[\\w./:@%+=,-]+") ? shown : "'" + shown.replace("'", "'\\''") + "'";
    }
}
