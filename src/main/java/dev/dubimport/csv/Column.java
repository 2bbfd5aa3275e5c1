package dev.dubimport.csv;

/** A column of one file; the index counts from 0. */
record Column(int index, String name) {}
