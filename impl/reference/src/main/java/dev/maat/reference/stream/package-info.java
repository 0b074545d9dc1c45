/**
 * The streams of a view: numbered units, gaps, fragments, and the buffers that they fill.
 *
 * <p>Terms: a <em>stream</em> is what one member sends in one view, in <em>units</em> numbered from 1; the <em>held</em> prefix of a
 * stream has no gap; it is <em>stable</em> when every member holds it and <em>freed</em> when it is stable and delivered here.
 *
 * <p>May use: packet, contract. May be used by: feedback, group, delivery, ordering, reliability, change, the member.
 */
@NullMarked
package dev.maat.reference.stream;

import org.jspecify.annotations.NullMarked;
