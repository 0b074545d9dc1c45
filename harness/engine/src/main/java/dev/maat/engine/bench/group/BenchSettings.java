package dev.maat.engine.bench.group;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings that all trials share.
 *
 * @param transport {@code udp}, {@code multicast} or {@code tcp}
 * @param maxPacketBytes the longest packet of a pure core
 * @param maxBufferBytes how much a pure core may buffer
 * @param warmUpMillis of the load, at least, before anything is measured
 * @param measureMillis of the flood, and then of the paced load
 * @param perSecond messages of each member while latencies are measured
 * @param jvmFlags of each member's JVM
 * @param profiles the folder that takes a flight recording of each member in the flood; null if none is made
 */
public record BenchSettings(
        String transport,
        int maxPacketBytes,
        long maxBufferBytes,
        long warmUpMillis,
        long measureMillis,
        int perSecond,
        List<String> jvmFlags,
        @Nullable Path profiles) {
    public BenchSettings {
        jvmFlags = List.copyOf(jvmFlags);
    }
}
