package dev.maat.engine.shrink;

import dev.maat.checkers.history.History;
import dev.maat.checkers.history.MessageTable;
import dev.maat.engine.run.JudgedRun;
import dev.maat.engine.run.Quantities;
import dev.maat.scenario.Scenario;

/**
 * How large a scenario and its run are.
 *
 * @param messages that were sent, without the END messages
 * @param payloadBytes of these messages together
 * @param runMillis the length of the run; virtual time in simulation
 * @param events lines of the history that are events
 */
public record Sizes(int faults, int nodes, long messages, long payloadBytes, long runMillis, long events) {
    private static final long NANOS_PER_MILLI = 1_000_000;

    static Sizes of(Scenario scenario, JudgedRun run) {
        History history = run.history();
        long messages = 0;
        long bytes = 0;
        for (int message = 0; message < history.messages().count(); message++) {
            boolean sent = history.messages().sendEvent(message) != MessageTable.NONE;
            if (sent && !history.messages().last(message)) {
                messages++;
                bytes += history.messages().sizeBytes(message);
            }
        }
        return new Sizes(
                scenario.plan().faults().size(),
                scenario.nodes().size(),
                messages,
                bytes,
                history.endNanos() / NANOS_PER_MILLI,
                history.eventCount());
    }

    /** The parts of the scenario: "1 fault, 5 nodes and 2 messages". */
    public String inWords() {
        return count(faults, "fault") + ", " + count(nodes, "node") + " and " + count(messages, "message");
    }

    private static String count(long number, String what) {
        return Quantities.count(number) + " " + what + (number == 1 ? "" : "s");
    }
}
