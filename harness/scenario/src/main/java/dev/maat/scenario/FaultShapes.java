package dev.maat.scenario;

import dev.maat.faults.Fault;
import dev.maat.faults.FaultKind;

/** The JSON shape of each kind of fault: its keys in their order, for reading and for writing. */
final class FaultShapes {
    /** The usual time that a process has to reach its crash point. */
    private static final long CRASH_WITHIN_MILLIS = 2_000;

    private FaultShapes() {}

    /** Passes every key of the kind in the direction, and makes a fault of the values. */
    static Fault pass(FaultKind kind, FaultKeys.Direction direction) {
        return switch (kind) {
            case PARTITION -> partition(direction.keys(Fault.Partition.class));
            case ONE_WAY_CUT ->
                new Fault.OneWayCut(direction.keys(Fault.OneWayCut.class).links());
            case LOSS -> loss(direction.keys(Fault.Loss.class));
            case LATENCY -> latency(direction.keys(Fault.Latency.class));
            case DUPLICATE -> duplicate(direction.keys(Fault.Duplicate.class));
            case REORDER -> reorder(direction.keys(Fault.Reorder.class));
            case RESET -> new Fault.Reset(direction.keys(Fault.Reset.class).links());
            case KILL -> new Fault.Kill(direction.keys(Fault.Kill.class).node());
            case CRASH_POINT -> crashPoint(direction.keys(Fault.CrashPoint.class));
            case PAUSE -> new Fault.Pause(direction.keys(Fault.Pause.class).node());
            case RESTART -> restart(direction.keys(Fault.Restart.class));
            case JOIN -> new Fault.Join(direction.keys(Fault.Join.class).node());
            case LEAVE -> new Fault.Leave(direction.keys(Fault.Leave.class).node());
            case BURST_LOSS -> burstLoss(direction.keys(Fault.BurstLoss.class));
            case CORRUPT -> corrupt(direction.keys(Fault.Corrupt.class));
            case REPLAY -> replay(direction.keys(Fault.Replay.class));
            case CLOCK_JUMP -> clockJump(direction.keys(Fault.ClockJump.class));
        };
    }

    private static Fault partition(FaultKeys<Fault.Partition> keys) {
        return new Fault.Partition(
                keys.groups(Fault.Partition::groups),
                keys.flag("refuseConnections", Fault.Partition::refusesConnections));
    }

    private static Fault loss(FaultKeys<Fault.Loss> keys) {
        return new Fault.Loss(keys.links(), keys.integer("percent", Fault.Loss::percent));
    }

    private static Fault latency(FaultKeys<Fault.Latency> keys) {
        return new Fault.Latency(
                keys.links(),
                keys.number("delayMillis", Fault.Latency::delayMillis),
                keys.number("jitterMillis", 0, Fault.Latency::jitterMillis));
    }

    private static Fault duplicate(FaultKeys<Fault.Duplicate> keys) {
        return new Fault.Duplicate(keys.links(), keys.integer("percent", Fault.Duplicate::percent));
    }

    private static Fault reorder(FaultKeys<Fault.Reorder> keys) {
        return new Fault.Reorder(
                keys.links(),
                keys.integer("percent", Fault.Reorder::percent),
                keys.number("holdMillis", Fault.Reorder::holdMillis));
    }

    private static Fault crashPoint(FaultKeys<Fault.CrashPoint> keys) {
        return new Fault.CrashPoint(
                keys.node(),
                keys.integer("afterEffects", 0, Fault.CrashPoint::afterEffects),
                keys.integerOrNull("afterDestinations", Fault.CrashPoint::afterDestinations),
                keys.number("withinMillis", CRASH_WITHIN_MILLIS, Fault.CrashPoint::withinMillis));
    }

    private static Fault burstLoss(FaultKeys<Fault.BurstLoss> keys) {
        return new Fault.BurstLoss(
                keys.links(),
                keys.integer("startPerMille", Fault.BurstLoss::startPerMille),
                keys.integer("meanPackets", Fault.BurstLoss::meanPackets));
    }

    private static Fault corrupt(FaultKeys<Fault.Corrupt> keys) {
        return new Fault.Corrupt(keys.links(), keys.integer("percent", Fault.Corrupt::percent));
    }

    private static Fault replay(FaultKeys<Fault.Replay> keys) {
        return new Fault.Replay(
                keys.links(),
                keys.integer("percent", Fault.Replay::percent),
                keys.number("afterMillis", Fault.Replay::afterMillis));
    }

    private static Fault clockJump(FaultKeys<Fault.ClockJump> keys) {
        return new Fault.ClockJump(keys.node(), keys.number("aheadMillis", Fault.ClockJump::aheadMillis));
    }

    private static Fault restart(FaultKeys<Fault.Restart> keys) {
        return new Fault.Restart(keys.node(), keys.number("downMillis", 0, Fault.Restart::downMillis));
    }
}
