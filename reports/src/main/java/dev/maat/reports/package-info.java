/** HTML from a history and its verdicts. */
@NullMarked
package dev.maat.reports;

import org.jspecify.annotations.NullMarked;
