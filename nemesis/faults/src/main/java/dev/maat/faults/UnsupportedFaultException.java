package dev.maat.faults;

/** The plan asks for a fault that the deployment cannot inject; the message names it and the reason. */
public final class UnsupportedFaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnsupportedFaultException(String message) {
        super(message);
    }
}
