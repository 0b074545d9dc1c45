package dev.maat.faults;

import java.util.List;

/** The moments that the harness sees itself, whatever an implementation marks. */
public final class Marks {
    /** A process starts. */
    public static final String START = "start";

    /** A process ends, for whatever reason. */
    public static final String EXIT = "exit";

    /** A process begins, or ceases, to suspect another one. */
    public static final String SUSPICION = "suspicion";

    /** A process asks its application to stop multicasting, or allows it again. */
    public static final String BLOCK = "block";

    /** A process installs a view. */
    public static final String VIEW = "view";

    /** A process delivers its first message in a view. */
    public static final String FIRST_DELIVERY = "first-delivery";

    /** A process takes a snapshot of the application's state for joiners. */
    public static final String STATE_TAKEN = "state-taken";

    /** A joiner loads the application's state. */
    public static final String STATE_LOADED = "state-loaded";

    /** All of them. */
    public static final List<String> ALL =
            List.of(START, EXIT, SUSPICION, BLOCK, VIEW, FIRST_DELIVERY, STATE_TAKEN, STATE_LOADED);

    private Marks() {}
}
