package dev.dubimport.report;

/** The colours of all our pages, light and dark, and what browsers do differently. */
public final class Look {
    private static final String CSS = ReportPage.resource("look.css");

    private Look() {}

    /** A style sheet that comes before a page's own. */
    public static String css() {
        return CSS;
    }
}
