package dev.maat.node.bench;

import dev.maat.contract.Limits;
import dev.maat.node.HostPort;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The command line of one member: {@code KEY=VALUE} words. {@code node} names this one; {@code member.NAME=HOST:PORT} is given for
 * each member, in rank order, and {@code option.NAME=VALUE} for each option of the implementation.
 *
 * @param limits of a pure core; a live member has its own
 */
record BenchSettings(
        Path folder,
        String implementation,
        String node,
        String generation,
        String transport,
        SequencedMap<String, InetSocketAddress> members,
        @Nullable InetSocketAddress group,
        Map<String, String> options,
        Limits limits) {
    private static final String MEMBER = "member.";
    private static final String OPTION = "option.";

    /** @throws IllegalArgumentException naming the word that is missing or wrong */
    static BenchSettings parse(String[] arguments) {
        Map<String, String> given = new TreeMap<>();
        SequencedMap<String, InetSocketAddress> members = new LinkedHashMap<>();
        Map<String, String> options = new TreeMap<>();
        for (String word : arguments) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("'" + word + "' is not KEY=VALUE");
            }
            String key = word.substring(0, equals);
            String value = word.substring(equals + 1);
            if (key.startsWith(MEMBER)) {
                members.put(key.substring(MEMBER.length()), HostPort.parse(value));
            } else if (key.startsWith(OPTION)) {
                options.put(key.substring(OPTION.length()), value);
            } else {
                given.put(key, value);
            }
        }
        String group = given.get("group");
        return new BenchSettings(
                Path.of(need(given, "folder")),
                need(given, "implementation"),
                need(given, "node"),
                need(given, "generation"),
                need(given, "transport"),
                members,
                group == null ? null : HostPort.parse(group),
                options,
                new Limits(
                        Integer.parseInt(need(given, "maxPacketBytes")),
                        Limits.DEFAULT.maxPayloadBytes(),
                        Long.parseLong(need(given, "maxBufferBytes"))));
    }

    List<String> nodes() {
        return new ArrayList<>(members.keySet());
    }

    private static String need(Map<String, String> given, String key) {
        String value = given.get(key);
        if (value == null) {
            throw new IllegalArgumentException("the word " + key + "=… is missing");
        }
        return value;
    }
}
