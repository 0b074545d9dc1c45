package dev.maat.engine.probe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maat.engine.live.NodeEnd;
import dev.maat.engine.processes.ProcessHosts;
import dev.maat.faults.Fault;
import dev.maat.node.protocol.Answer;
import dev.maat.node.protocol.Command;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The steps that end processes: a kill, the next process of the same node, and a stop in good order. */
record Ending(ProcessHosts hosts, Evidence evidence, Opening opening) {
    private static final long WAIT_MILLIS = Opening.WAIT_MILLIS;
    private static final int KILL = 1;

    String killed(ProbedNode n2) throws WrongException, IOException {
        hosts.faults().inject(KILL, new Fault.Kill("n2"));
        return evidence.holds("n2.0", n2.ear());
    }

    String restarted() throws WrongException, InterruptedException, IOException {
        try (ProbedNode again = ProbedNode.next("n2", hosts)) {
            Opening.hello(again);
            return opening.start(again, 1);
        }
    }

    String stopped(ProbedNode n1) throws WrongException, InterruptedException {
        n1.send(new Command.Stop());
        String closed =
                "a line {\"e\":\"closed\",\"events\":N} as the last of its history, with the number of lines before it";
        JsonNode line = n1.ear().await("closed", any -> true, WAIT_MILLIS, closed);
        n1.sendExit();
        Answer.Ended ended = n1.ear()
                .await(
                        Answer.Ended.class,
                        any -> true,
                        WAIT_MILLIS,
                        "{\"answer\":\"ended\",\"process\":\"n1.0\",\"exitCode\":0,\"why\":\"stopped\"}, behind the last line");
        n1.ear().awaitClosed(WAIT_MILLIS, "the end of the connection behind 'ended'");
        int lines = n1.ear().lines().size();
        if (line.path("events").asInt() != lines - 1
                || !n1.ear().events().getLast().equals(line)) {
            throw new WrongException("'closed' says " + line.path("events") + " of " + lines + " lines", closed);
        }
        if (ended.exitCode() != 0) {
            throw new WrongException("'ended' says exit code " + ended.exitCode(), "0 after a stop");
        }
        return exit();
    }

    private String exit() throws WrongException, InterruptedException {
        @Nullable NodeEnd end = hosts.awaitEnd("n1", Duration.ofMillis(WAIT_MILLIS));
        if (end == null || !end.isInGoodOrder()) {
            throw new WrongException(
                    end == null ? "the process still runs" : "the process ended with " + end.description(null),
                    "exit code 0 within " + WAIT_MILLIS + " ms of 'ended'");
        }
        return end.description(null);
    }
}
