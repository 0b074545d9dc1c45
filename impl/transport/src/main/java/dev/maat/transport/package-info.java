/** Runs a pure core on real sockets. */
@NullMarked
package dev.maat.transport;

import org.jspecify.annotations.NullMarked;
