/**
 * Finds and loads implementations of group communication.
 *
 * <p>An <em>implementation folder</em> holds {@code manifest.json} and {@code lib/*.jar}. The manifest names one
 * <em>provider</em> class and the implementations it <em>offers</em>. Each claims, by ordering and delivery, the profile that it is
 * to be judged by, or a list of profiles and properties. A folder is loaded in a class loader of its own whose parent shows only
 * the JDK and {@code dev.maat.contract}: nothing of Maat, its libraries included, meets an implementation's class path, and two
 * versions of one library run side by side.
 *
 * <pre>{@code
 * {"format":"maat-implementation","version":1,"provider":"dev.maat.reference.ReferenceProvider",
 *  "implementations":[{"name":"reference","version":"0.1.0","deployments":["simulation","processes","containers"],
 *    "transports":["udp","multicast","tcp"],
 *    "claims":{"fifo":{"plain":"virtually-synchronous"},"total":{"plain":"atomic"}}}]}
 * }</pre>
 *
 * A claim without a delivery, as in {@code "fifo":"virtually-synchronous"}, is short for plain delivery.
 *
 * An optional {@code "membership"} ({@code primary} if absent, {@code partitionable}, {@code static}) is what the header of a
 * history says about the group. A static group has no views: its processes are the first ones of all nodes, and no node joins or
 * leaves. With {@code "recovery":"resume"} its nodes keep their state over a restart; without it no node restarts. Both stand beside
 * {@code claims} and not in it, because they decide how a run is conducted and how each property is read, whatever the ordering.
 *
 * <p>May use: contract, checkers (the names of the catalogue), Jackson. May be used by: the node and the engine.
 */
@NullMarked
package dev.maat.node.implementation;

import org.jspecify.annotations.NullMarked;
