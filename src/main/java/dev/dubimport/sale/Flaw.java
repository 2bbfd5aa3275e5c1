package dev.dubimport.sale;

/** What is wrong with one cell; together with its column and value it becomes a {@link Violation}. */
record Flaw(String code, String rule, String mend) {}
