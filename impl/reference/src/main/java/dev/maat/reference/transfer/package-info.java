/**
 * The state transfer: how the application's state comes to the joiners of a view while its members go on multicasting.
 *
 * <p>Terms: the <em>image</em> is the application's state between two views, after the cut; every survivor takes one. A
 * <em>provider</em> is a survivor that a joiner asks; a <em>piece</em> is a part of the image that fits one packet; the
 * <em>window</em> is how far beyond the acknowledged pieces a provider sends; the <em>digest</em> names an image, and shows the joiner
 * that what it holds is that image.
 *
 * <p>May use: group, feedback (round trips), stream, options, packet, parts, contract. May be used by: change, the member that
 * composes it.
 */
@NullMarked
package dev.maat.reference.transfer;

import org.jspecify.annotations.NullMarked;
