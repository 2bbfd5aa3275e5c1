package dev.dubimport.csv;

import java.io.IOException;

/** A packed file that cannot be unpacked as it is; the message has the rule and the mend. */
final class Spoilt extends IOException {
    private static final long serialVersionUID = 1;

    Spoilt(String message) {
        super(message);
    }

    static Spoilt cutOff() {
        return new Spoilt("cut off: it ends before what is packed in it does; fetch it again");
    }

    static Spoilt damaged(String reason) {
        return new Spoilt("damaged, or packed in a way that is not known here (" + reason
                + "); fetch it again, or unpack it and name the CSV file");
    }

    static Spoilt tooLarge(long mostBytes) {
        return new Spoilt("unpacks to more than " + mostBytes / 1_000_000_000
                + " GB, as no export does; if it is one, unpack it and name the CSV file");
    }
}
