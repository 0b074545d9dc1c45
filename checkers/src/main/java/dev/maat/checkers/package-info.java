/** History model and properties. */
@NullMarked
package dev.maat.checkers;

import org.jspecify.annotations.NullMarked;
