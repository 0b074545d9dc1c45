/**
 * The view change: from a suspicion, a join or a leave to the next installed view.
 *
 * <p>Terms: a process is <em>frozen</em> from its first promise in a view on; the <em>flush</em> is the time from the freeze to
 * the install; the <em>cut</em> says how far each stream is
 * delivered before the next view; a process is <em>departing</em> when the decided next view is without it; a joiner is
 * <em>loaded</em> when it has the application's state.
 *
 * <p>May use: group, stream, reliability, ordering, transfer, options, packet, parts, contract. May be used by: the member that composes it.
 */
@NullMarked
package dev.maat.reference.change;

import org.jspecify.annotations.NullMarked;
