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

    /** Why it was not carried out, as the history tells it. */
    default String whyNot() {
        return switch (this) {
            case Pointless pointless -> pointless.why();
            case PutOff putOff -> "the group could not afford it, or its node was not ready";
            case Done done -> "";
        };
    }
}
