package dev.maat.node;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The node's command line.
 *
 * @param node name of this node; a file name is made of it, so its characters are restricted
 * @param listen of the control connection
 * @param token that a control connection must know
 * @param data folder of the node: {@code incarnation.json}, {@code history/<process>.jsonl}
 * @param implementations an implementation folder, or a folder of implementation folders
 */
record NodeSettings(String node, InetSocketAddress listen, Token token, Path data, Path implementations) {
    static final String USAGE =
            "usage: java -cp 'lib/*' dev.maat.node.NodeMain --node NAME --listen HOST:PORT --token-file FILE --data DIR --implementations DIR";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,63}");
    private static final List<String> OPTIONS =
            List.of("--node", "--listen", "--token-file", "--data", "--implementations");

    /** @throws IllegalArgumentException saying what is wrong */
    static NodeSettings parse(String[] arguments) {
        Map<String, String> given = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!OPTIONS.contains(arguments[i])) {
                throw new IllegalArgumentException("unknown option '" + arguments[i] + "'");
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException("option " + arguments[i] + " lacks its value");
            }
            if (given.put(arguments[i], arguments[i + 1]) != null) {
                throw new IllegalArgumentException("option " + arguments[i] + " is given twice");
            }
        }
        String node = need(given, "--node");
        if (!NAME.matcher(node).matches()) {
            throw new IllegalArgumentException(
                    "a node's name has up to 64 letters, digits, '_', '-' and '.': not '" + node + "'");
        }
        return new NodeSettings(
                node,
                HostPort.parse(need(given, "--listen")),
                Token.read(Path.of(need(given, "--token-file"))),
                Path.of(need(given, "--data")),
                Path.of(need(given, "--implementations")));
    }

    private static String need(Map<String, String> given, String option) {
        String value = given.get(option);
        if (value == null) {
            throw new IllegalArgumentException("option " + option + " is missing");
        }
        return value;
    }
}
