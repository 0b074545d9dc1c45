package dev.maat.scenario.conductor.faults;

/** The outcome of an attempt to carry out a fault that is due. */
sealed interface Attempt {
    /** It was requested. */
    record Done() implements Attempt {}

    /** The group cannot afford it now, or its node is not ready. */
    record PutOff() implements Attempt {}

    /** It would do nothing, for this reason. */
    record Pointless(String why) implements Attempt {}

    Attempt DONE = new Done();
    Attempt PUT_OFF = new PutOff();
}
