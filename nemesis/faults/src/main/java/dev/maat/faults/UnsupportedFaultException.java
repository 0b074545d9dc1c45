package dev.maat.faults;

/** A fault was asked for that the deployment cannot do; the message says which and why. */
public final class UnsupportedFaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnsupportedFaultException(String message) {
        super(message);
    }
}
