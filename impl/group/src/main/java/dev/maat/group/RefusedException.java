package dev.maat.group;

/** A message was certainly not sent and never will be; it may be multicast again. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RefusedException(String why) {
        super("not sent: " + why);
    }
}
