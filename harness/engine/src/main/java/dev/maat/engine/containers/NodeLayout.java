package dev.maat.engine.containers;

import dev.maat.engine.containers.needs.EngineUnavailable;
import dev.maat.node.evidence.LastWord;
import dev.maat.node.implementation.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files and ports of a node's container, and the command that starts its node. */
final class NodeLayout {
    static final int CONTROL_PORT = 7000;
    static final int GROUP_PORT = 7800;
    static final String MULTICAST_GROUP = "239.192.77.1:7801";
    static final String NODE_LIBRARIES = "/maat/node";
    static final String IMPLEMENTATION = "/maat/implementation";
    /** The file with the run's token, for the node alone. */
    static final String TOKEN = "/maat/token";

    /** The file with the group's key, for the node alone; it goes with the container. */
    static final String GROUP_KEY = "/maat/group.key";

    private static final String DATA = "/maat/data";
    /** The folder with one file for each process of the node. */
    static final String EVIDENCE = DATA + "/history";

    private NodeLayout() {}

    /** The file in which a process names the signal that ends it. */
    static String lastWord(String process) {
        return EVIDENCE + "/" + process + LastWord.SUFFIX;
    }

    /** This machine's folder with the node's jars. */
    static Path nodeLibraries() {
        String set = System.getProperty("maat.node.libraries");
        Path folder = set != null
                ? Path.of(set)
                : Path.of(System.getProperty("maat.root", "."), "impl", "node", "target", "node", "lib");
        if (!Files.isDirectory(folder)) {
            throw new EngineUnavailable("the node's jars are not at " + folder
                    + ": build them with 'mvn package', or name their folder with -Dmaat.node.libraries");
        }
        return folder;
    }

    /** The program of a node and its first words; none where the image has an entry point. */
    static List<String> words(Program program) {
        return switch (program) {
            case Program.Provider provider ->
                List.of(
                        "java",
                        "-XX:+UseSerialGC",
                        "-Xmx192m",
                        "-Xss512k",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        // Else a tool that attaches starts a thread, which would count as the core's.
                        "-XX:+DisableAttachMechanism",
                        "-cp",
                        NODE_LIBRARIES + "/*",
                        "dev.maat.node.NodeMain",
                        "--implementations",
                        IMPLEMENTATION);
            case Program.Command command -> command.words();
        };
    }

    /**
     * The arguments of a node, whatever its program.
     *
     * @param control the node's address on the control network
     */
    static List<String> arguments(String node, String control) {
        return List.of("--node", node, "--listen", control + ":" + CONTROL_PORT, "--token-file", TOKEN, "--data", DATA);
    }
}
