package dev.maat.scenario.conductor.faults;

/**
 * A process has come to a mark.
 *
 * @param mark the name of a phase, or one of {@link dev.maat.faults.Marks}
 * @param ends whether the phase has ended
 * @param lasts whether the mark is one of a phase, which goes on until it ends
 */
record MarkSeen(String mark, boolean ends, boolean lasts, String process) {
    String node() {
        return process.substring(0, process.lastIndexOf('.'));
    }
}
