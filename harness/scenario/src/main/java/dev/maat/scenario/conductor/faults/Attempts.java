package dev.maat.scenario.conductor.faults;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.maat.faults.Fault;
import dev.maat.faults.FaultEffect;
import dev.maat.faults.PlannedFault;
import dev.maat.scenario.conductor.group.NodeState;
import dev.maat.scenario.conductor.group.Roster;
import dev.maat.scenario.conductor.port.Action;
import java.util.function.Consumer;

/**
 * Attempts to carry out a fault that is due. Faults on links always can be. A fault of a node may be pointless, such as a kill of a
 * node that is down, and it is put off while the group cannot afford it.
 */
final class Attempts {
    private final Roster roster;
    private final UnderwayFaults underway;
    private final FaultLines lines;
    private final Consumer<Action> out;

    Attempts(Roster roster, UnderwayFaults underway, FaultLines lines, Consumer<Action> out) {
        this.roster = roster;
        this.underway = underway;
        this.lines = lines;
        this.out = out;
    }

    /** Carries the fault out if it can be. */
    Attempt attempt(long now, PlannedFault planned) {
        return switch (planned.fault()) {
            case Fault.Partition partition -> disturb(now, planned);
            case Fault.OnLinks onLinks -> disturb(now, planned);
            case Fault.Pause pause -> pause(now, planned, pause.node());
            case Fault.Kill kill -> kill(now, planned, kill);
            case Fault.CrashPoint crash -> kill(now, planned, crash);
            case Fault.Restart restart -> restart(now, planned, restart);
            case Fault.Join join -> join(now, planned, roster.node(join.node()));
            case Fault.ClockJump jump -> jump(now, planned, jump.node());
            case Fault.Leave leave -> leave(now, planned, roster.node(leave.node()));
        };
    }

    private Attempt disturb(long now, PlannedFault planned) {
        roster.disturbed(now);
        underway.inject(now, planned, planned.fault());
        return Attempt.DONE;
    }

    private Attempt pause(long now, PlannedFault planned, String node) {
        if (underway.isPaused(node)) {
            return new Attempt.Pointless(node + " is paused already");
        }
        if (!roster.node(node).isUp()) {
            return new Attempt.Pointless(node + " does not run");
        }
        return disturb(now, planned);
    }

    private Attempt jump(long now, PlannedFault planned, String node) {
        return roster.node(node).isUp() ? disturb(now, planned) : new Attempt.Pointless(node + " does not run");
    }

    private Attempt kill(long now, PlannedFault planned, Fault.OnNode request) {
        NodeState node = roster.node(request.node());
        if (node.life() == NodeState.Life.DOWN) {
            return new Attempt.Pointless(node.name() + " does not run");
        }
        if (node.life() != NodeState.Life.RUNNING || !roster.affordsDeathOf(node)) {
            return Attempt.PUT_OFF;
        }
        node.doomed();
        roster.died(now, node);
        underway.inject(now, planned, request);
        return Attempt.DONE;
    }

    private Attempt restart(long now, PlannedFault planned, Fault.Restart restart) {
        NodeState node = roster.node(restart.node());
        if (node.life() != NodeState.Life.DOWN) {
            return kill(now, planned, new Fault.Kill(restart.node()));
        }
        underway.awaitStart(now, planned);
        node.restartAt(now + MILLISECONDS.toNanos(restart.downMillis()));
        return Attempt.DONE;
    }

    private Attempt join(long now, PlannedFault planned, NodeState node) {
        if (node.isWell() || node.life() == NodeState.Life.STARTING) {
            return new Attempt.Pointless(node.name() + " runs already");
        }
        if (node.life() != NodeState.Life.DOWN) {
            return Attempt.PUT_OFF;
        }
        underway.awaitStart(now, planned);
        node.restartAt(now);
        return Attempt.DONE;
    }

    private Attempt leave(long now, PlannedFault planned, NodeState node) {
        if (node.life() == NodeState.Life.DOWN) {
            return new Attempt.Pointless(node.name() + " does not run");
        }
        if (!node.isWell() || node.view() == null || node.process() == null || !roster.affordsLeaveOf(node)) {
            return Attempt.PUT_OFF;
        }
        node.leaving();
        out.accept(new Action.Leave(node.process()));
        lines.atOnce(planned, now, FaultEffect.once("asked", node.name()));
        return Attempt.DONE;
    }
}
