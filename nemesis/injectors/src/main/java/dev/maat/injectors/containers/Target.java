package dev.maat.injectors.containers;

/**
 * A node's container.
 *
 * @param node its name in the topology
 * @param address its fixed IPv4 address on the run's network
 * @param port of the group's traffic
 * @param containerId at the engine; restarts keep it
 */
public record Target(String node, String address, int port, String containerId) {}
