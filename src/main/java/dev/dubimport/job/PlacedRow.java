package dev.dubimport.job;

import dev.dubimport.csv.Objection;
import dev.dubimport.csv.Row;
import java.util.Optional;

/** A row, and what the file itself has against it. */
record PlacedRow(Row row, Optional<Objection> objection) {}
