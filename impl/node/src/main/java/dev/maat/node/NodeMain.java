package dev.maat.node;

import dev.maat.node.protocol.ExitCode;
import java.io.IOException;

/**
 * The node: {@code java -cp 'lib/*' dev.maat.node.NodeMain --node n1 --listen 10.0.0.1:7000 --token-file FILE --data DIR
 * --implementations DIR}.
 *
 * <p>Waits for the harness's {@code start} command, which carries all other settings. Prints one line when it listens. Exit codes:
 * {@link ExitCode}.
 */
public final class NodeMain {
    private NodeMain() {}

    public static void main(String[] arguments) {
        // Halt, without hooks: the implementation's threads must not delay the exit, nor write after it was decided.
        Runtime runtime = Runtime.getRuntime();
        try {
            NodeSettings settings = NodeSettings.parse(arguments);
            ControlServer server = new ControlServer(settings, runtime::halt);
            System.out.println("maat-node " + settings.node() + " listening on port "
                    + server.address().getPort());
            System.out.flush();
            server.serve();
        } catch (IllegalArgumentException e) {
            System.err.println("maat-node: " + e.getMessage());
            System.err.println(NodeSettings.USAGE);
            runtime.halt(ExitCode.USAGE.code());
        } catch (IOException e) {
            System.err.println("maat-node: the control connection failed: " + e.getMessage());
            runtime.halt(ExitCode.NOT_STARTED.code());
        }
    }
}
