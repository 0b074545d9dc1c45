package dev.maat.checkers.catalogue;

/** A history that cannot be judged. The message names file, line, reason and remedy. */
public final class HistoryInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final long line;
    private final String reason;
    private final String remedy;

    /**
     * @param file the file or folder at fault
     * @param line from 1; 0 for the file as a whole
     * @param reason the mistake, without its place
     * @param remedy how to correct it
     */
    public HistoryInputException(String file, long line, String reason, String remedy) {
        super(file + (line > 0 ? ":" + line : "") + ": " + reason + " (" + remedy + ")");
        this.file = file;
        this.line = line;
        this.reason = reason;
        this.remedy = remedy;
    }

    public String file() {
        return file;
    }

    /** From 1; 0 for the file as a whole. */
    public long line() {
        return line;
    }

    public String reason() {
        return reason;
    }

    public String remedy() {
        return remedy;
    }
}
