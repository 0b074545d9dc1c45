/** The process that hosts an implementation. */
@NullMarked
package dev.maat.node;

import org.jspecify.annotations.NullMarked;
