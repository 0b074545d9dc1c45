package dev.maat.scenario.conductor.group;

import java.util.List;

/**
 * A group without views: its processes are the first ones of all nodes. Each is taken to be in one implicit view of all of them from
 * its start on. Where nodes resume, every process of a node goes on as the one member that the node is.
 *
 * @param view the implicit view
 * @param resumes whether a restarted node goes on with its state
 */
record StaticGroup(NodeState.SeenView view, boolean resumes) {
    private static final String IMPLICIT = "of the static group";

    static StaticGroup of(List<String> nodes, boolean resumes) {
        List<String> members = nodes.stream().map(node -> node + ".0").toList();
        return new StaticGroup(new NodeState.SeenView(IMPLICIT, 0, members, true), resumes);
    }

    /** Whether a process of one of the nodes is of the group. */
    boolean has(String process) {
        return resumes || view.members().contains(process);
    }
}
