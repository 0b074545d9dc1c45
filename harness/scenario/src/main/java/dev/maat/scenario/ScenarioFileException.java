package dev.maat.scenario;

/** A scenario file cannot be used; the message names the file, the place, the mistake and a right value. */
public final class ScenarioFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ScenarioFileException(String message, Throwable cause) {
        super(message, cause);
    }

    public ScenarioFileException(String message) {
        super(message);
    }
}
