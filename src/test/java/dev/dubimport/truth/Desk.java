package dev.dubimport.truth;

/** What one file is written with. */
record Desk(Die die, Style style, Letters letters, Sheet sheet) {
    static Desk of(long seed) {
        Die die = new Die(seed);
        Style style = Style.drawn(die);
        Letters letters = new Letters(die, style);
        return new Desk(die, style, letters, Sheet.drawn(die, style, letters));
    }

    Numerals numerals() {
        return sheet.numerals();
    }
}
