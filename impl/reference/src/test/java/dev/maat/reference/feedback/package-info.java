/** The strategies of feedback in a group whose members never change: no views, a network with seeded loss, and counts. */
@NullMarked
package dev.maat.reference.feedback;

import org.jspecify.annotations.NullMarked;
