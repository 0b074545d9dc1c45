/** Parts of a process that need no group around them. */
@NullMarked
package dev.maat.reference.group;

import org.jspecify.annotations.NullMarked;
