package dev.maat.zoo.fixed;

/** Decides whether a process sends another one the units that it lacks. */
@FunctionalInterface
interface RepairRule {
    /** The sound rule: the sender at once, and every other process that has them if they did not come. */
    RepairRule STANDARD = (isSender, isStuck) -> isSender || isStuck;

    /**
     * Whether this process repairs.
     *
     * @param isSender whether the units are its own
     * @param isStuck whether the other process has reported the same gap before
     */
    boolean repairs(boolean isSender, boolean isStuck);
}
