/** How a fault is done to real containers. */
@NullMarked
package dev.maat.injectors;

import org.jspecify.annotations.NullMarked;
