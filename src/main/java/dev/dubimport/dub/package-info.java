/**
 * The API: sends sales to {@code POST /track/sale}, each until it has an {@link dev.dubimport.dub.Answer} that tells recorded,
 * surely not recorded and in doubt apart. Request and answer JSON, pace, retries, halts and redaction live here; what to do
 * with an answer does not.
 */
@NullMarked
package dev.dubimport.dub;

import org.jspecify.annotations.NullMarked;
