/**
 * The feedback from receivers to senders, in three strategies behind one seam: how a unit that was lost on its way reaches a member
 * after all, and how acknowledgements reach the sender of a stream.
 *
 * <p>Terms: a <em>peer</em> is a member of a fixed list, known by its rank; a <em>gap</em> is a unit that a peer misses although a
 * later one was sent; a <em>repair</em> is a unit that is sent again; feedback <em>implodes</em> when its packets at the sender grow with
 * the number of receivers; a request is <em>suppressed</em> when another peer has asked for the same units.
 *
 * <p>A strategy knows a list of peers and nothing of views: a new object serves each view, and the same classes serve a group whose
 * members never change.
 *
 * <p>May use: stream, packet. May be used by: reliability, the member that composes it.
 */
@NullMarked
package dev.maat.reference.feedback;

import org.jspecify.annotations.NullMarked;
