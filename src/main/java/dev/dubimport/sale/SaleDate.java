package dev.dubimport.sale;

import java.time.LocalDate;

/**
 * When a sale was made.
 *
 * @param day as the file writes it, in whatever zone that is
 * @param iso8601 {@code 2026-04-05}; with a time also {@code 2026-04-05T21:06:21}, and {@code +04:00} or {@code Z} behind it
 *     where the offset is known
 */
public record SaleDate(LocalDate day, String iso8601) {}
