package dev.dubimport.truth;

/** How a row of a kind is made. */
enum Shape {
    SALE,
    REPEAT,
    OTHER_CONTENT,
    MISTAKE,
    NOTHING_PAID,
    ALL_GIVEN_BACK,
    NO_SALE_BY_A_RULE,
    NOT_AS_REQUIRED,
    ORDER_LINE,
    LOST_ORDER_LINE,
    TOTAL_LINE,
    LIKE_A_TOTAL,
    NOT_CONVERTED,
    SEVERAL_MISTAKES,
    EMPTY_CELLS,
    TOO_FEW_CELLS,
    TOO_MANY_CELLS,
    TEXT_BEHIND_QUOTES,
    QUOTE_NEVER_CLOSED
}
