/** What people and programs are told about a run: the summary as text and as JSON. */
@NullMarked
package dev.dubimport.report;

import org.jspecify.annotations.NullMarked;
