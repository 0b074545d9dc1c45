package dev.maat.recording;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Describes what an implementation threw. A {@link Throwable} of an implementation is code of the implementation: each of its
 * methods may throw, or return null, and its texts have any length.
 */
public final class Causes {
    /** Frames of one throwable. */
    static final int MAX_FRAMES = 40;

    /** Causes of causes; a throwable may be its own cause by way of another. */
    static final int MAX_CAUSES = 4;

    static final int MAX_MESSAGE_CHARS = 2_000;

    /** Of a whole cause: it becomes part of a line of the history. */
    public static final int MAX_CHARS = 16_000;

    private static final String CUT = "... (cut)";

    /** The frames from here on down are the harness's: they differ between deployments and say nothing. */
    private static final String HARNESS = FencedCore.class.getName();

    private Causes() {}

    /** The class, message and stack trace, then those of its causes. Never throws, never longer than {@link #MAX_CHARS}. */
    public static String describe(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        try {
            Throwable next = thrown;
            for (int i = 0; next != null && i < MAX_CAUSES; i++) {
                one(next, i == 0 ? "" : "\nCaused by: ", text);
                Throwable current = next;
                next = asked(current::getCause);
            }
        } catch (Throwable noRoom) {
            // Out of memory or of stack, while its own cause is described: the class alone must do.
            return thrown.getClass().getName();
        }
        return bounded(text.toString().strip());
    }

    private static void one(Throwable thrown, String prefix, StringBuilder text) {
        text.append(prefix).append(thrown.getClass().getName());
        String message = asked(() -> "" + thrown.getLocalizedMessage());
        if (message == null) {
            text.append(": (its message cannot be read)");
        } else if (!message.equals("null")) {
            text.append(": ").append(cut(message, MAX_MESSAGE_CHARS));
        }
        StackTraceElement[] frames = asked(thrown::getStackTrace);
        if (frames == null) {
            return;
        }
        for (int i = 0; i < frames.length; i++) {
            String frame = frames[i].getClassName();
            if (frame.equals(HARNESS) || frame.startsWith(HARNESS + "$")) {
                return;
            }
            if (i == MAX_FRAMES) {
                text.append("\n\t... ").append(frames.length - i).append(" more");
                return;
            }
            text.append("\n\tat ").append(frames[i]);
        }
    }

    /** Asks the implementation's code; null if that throws. */
    private static <T> @Nullable T asked(Supplier<@Nullable T> question) {
        try {
            return question.get();
        } catch (Throwable fromTheAnswer) {
            return null;
        }
    }

    /** The message alone, bounded; empty if there is none or it cannot be read. */
    public static String messageOf(Throwable thrown) {
        String message = asked(thrown::getMessage);
        return message == null ? "" : cut(message, MAX_MESSAGE_CHARS);
    }

    /** Cuts a cause to {@link #MAX_CHARS}. */
    public static String bounded(String text) {
        return cut(text, MAX_CHARS);
    }

    private static String cut(String text, int maxChars) {
        return text.length() <= maxChars ? text : text.substring(0, maxChars - CUT.length()) + CUT;
    }
}
