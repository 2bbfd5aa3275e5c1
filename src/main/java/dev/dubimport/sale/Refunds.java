package dev.dubimport.sale;

/** What becomes of a sale of which a part was given back. One of which all was given back is none. */
public enum Refunds {
    /** It is sent with the amount that was paid. */
    IGNORE,
    /** It is sent with what is left of the amount. */
    NET,
    /** It is invalid, so that a person decides. */
    REPORT
}
