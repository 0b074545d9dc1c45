package dev.maat.engine.probe;

import dev.maat.checkers.Histories;
import dev.maat.checkers.catalogue.HistoryInputException;
import dev.maat.engine.processes.ProcessHosts;
import dev.maat.node.implementation.Implementation;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files that the nodes write, copied when they are looked at. */
final class Evidence implements Closeable {
    static final String GENERATION = "g1";

    private final ProcessHosts hosts;
    private final Path folder;

    private Evidence(ProcessHosts hosts, Path folder) {
        this.hosts = hosts;
        this.folder = folder;
    }

    static Evidence create(ProcessHosts hosts) throws IOException {
        return new Evidence(hosts, Files.createTempDirectory("maat-probe"));
    }

    private Path file(String process) throws IOException {
        String node = process.substring(0, process.lastIndexOf('.'));
        hosts.copyEvidence(node, name -> folder.resolve(name + ".jsonl"));
        return folder.resolve(process + ".jsonl");
    }

    /** Makes sure that the file of a process begins with all that the process has reported. */
    String holds(String process, Ear ear) throws WrongException, IOException {
        List<String> reported = ear.lines();
        Path file = file(process);
        String right = "all lines of the history in DATA/history/" + process
                + ".jsonl, unchanged and in order, each by a completed write before it is reported: nothing waits in a buffer of"
                + " the process";
        if (!Files.isRegularFile(file)) {
            throw new WrongException("there is no such file", right);
        }
        List<String> written = Files.readAllLines(file);
        for (int i = 0; i < reported.size(); i++) {
            if (i >= written.size() || !written.get(i).equals(reported.get(i))) {
                throw new WrongException(
                        "line " + (i + 1) + " was reported as " + Ear.brief(reported.get(i)) + ", and the file has "
                                + (i < written.size()
                                        ? Ear.brief(written.get(i))
                                        : "only " + written.size() + " lines"),
                        right);
            }
        }
        return reported.size() + " lines of " + process;
    }

    /** Makes sure that the reader of histories takes all files. */
    String reads(Implementation implementation, List<String> nodes) throws WrongException, IOException {
        for (String node : nodes) {
            file(node + ".0");
        }
        String names = nodes.stream().map(node -> "\"" + node + "\"").collect(Collectors.joining(","));
        Files.writeString(
                folder.resolve("harness.jsonl"),
                "{\"format\":\"maat-history\",\"version\":1,\"membership\":\"" + implementation.membership()
                        + "\",\"generation\":\"" + GENERATION + "\",\"nodes\":[" + names + "]}\n");
        try {
            return Histories.read(folder).eventCount() + " events";
        } catch (HistoryInputException e) {
            throw new WrongException(
                    String.valueOf(e.getMessage()), "lines as checkers/HISTORY-FORMAT.md describes them");
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
