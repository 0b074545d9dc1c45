package dev.maat.engine.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Frame;
import dev.maat.engine.live.ProcessNames;
import dev.maat.node.implementation.Program;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** What the processes of one node wrote in its container: evidence, last words and output. All of it outlives them. */
record ContainerFiles(DockerClient client, String node, String containerId, Program program) {
    private static final int MAX_KEPT_LINES = 5_000;
    private static final int MAX_OUTPUT_CHARS = 1 << 20;
    private static final int MAX_OUTPUT_LINES = 40;
    private static final long OUTPUT_LIMIT_SECONDS = 10;
    private static final int MAX_WORD_BYTES = 64;

    /**
     * Copies the evidence of the node's processes, and no other file, out of its container. The container may run, have stopped or have
     * been killed.
     *
     * @param fileOf where the evidence of a process belongs
     */
    void copyEvidence(Function<String, Path> fileOf) throws IOException {
        try (InputStream in = client.copyArchiveFromContainerCmd(containerId, NodeLayout.EVIDENCE)
                        .exec();
                TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                String process = ProcessNames.ofEvidence(node, name);
                if (process != null && entry.isFile()) {
                    Path file = fileOf.apply(process);
                    Path whole = file.resolveSibling(name + ".part");
                    Files.copy(tar, whole, StandardCopyOption.REPLACE_EXISTING);
                    // A reader that follows the history finds the old file or the new one, never a part.
                    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        } catch (NotFoundException e) {
            // The node never started a process, or its container is gone. The lines that it reported are kept.
            return;
        } catch (DockerException e) {
            throw new IOException(
                    "the engine does not hand out the evidence of node " + node + ": " + e.getMessage(), e);
        }
    }

    /** The signal that a process named before it ended; empty if it named none, null if its program names none. */
    @Nullable
    String lastWord(String process) throws IOException {
        try (InputStream in = client.copyArchiveFromContainerCmd(containerId, NodeLayout.lastWord(process))
                        .exec();
                TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
            TarArchiveEntry entry = tar.getNextEntry();
            return entry == null || !entry.isFile()
                    ? ""
                    : new String(tar.readNBytes(MAX_WORD_BYTES), StandardCharsets.US_ASCII).strip();
        } catch (NotFoundException e) {
            return program instanceof Program.Provider ? "" : null;
        } catch (DockerException e) {
            throw new IOException(
                    "the engine does not hand out the last word of " + process + ": " + e.getMessage(), e);
        }
    }

    /** The last lines that the node wrote to its standard streams, or why they cannot be read. */
    String lastOutput() {
        return output(MAX_OUTPUT_LINES);
    }

    /** The output that is kept in the run directory. */
    String output() {
        return output(MAX_KEPT_LINES);
    }

    private String output(int lines) {
        StringBuffer output = new StringBuffer();
        ResultCallback.Adapter<Frame> collect = new ResultCallback.Adapter<>() {
            @Override
            public void onNext(Frame frame) {
                output.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
                // A line has any length: the first half goes.
                if (output.length() > MAX_OUTPUT_CHARS) {
                    output.delete(0, output.length() - MAX_OUTPUT_CHARS / 2);
                }
            }
        };
        try (collect) {
            client.logContainerCmd(containerId)
                    .withStdOut(true)
                    .withStdErr(true)
                    .withTail(lines)
                    .exec(collect)
                    .awaitCompletion(OUTPUT_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (DockerException | IOException e) {
            return "(its output cannot be read: " + e.getMessage() + ")";
        }
        return output.toString();
    }
}
