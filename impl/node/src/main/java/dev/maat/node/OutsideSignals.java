package dev.maat.node;

import dev.maat.node.evidence.LastWord;
import dev.maat.node.protocol.ExitCode;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Ends the process by each signal that can end it and be handled, and has it name that signal first. An implementation can exit with
 * the code of any signal; the word tells the two ends apart.
 *
 * <p>The handlers are the node's own. The handlers of the JDK would run shutdown hooks, in which an implementation may leave its group,
 * and are seen only by a logger that an implementation may reset.
 */
final class OutsideSignals {
    private static final List<String> NAMES = List.of("HUP", "INT", "TERM");
    private static final int SIGNAL_BASE = 128;

    private final LastWord word;
    private final IntConsumer halt;

    private OutsideSignals(LastWord word, IntConsumer halt) {
        this.word = word;
        this.halt = halt;
    }

    /**
     * Replaces the handlers, also those that the implementation has set so far.
     *
     * @param halt ends the process at once, with an exit code
     * @throws StartException if this JDK lets nobody handle signals
     */
    static void install(LastWord word, IntConsumer halt) throws StartException {
        OutsideSignals signals = new OutsideSignals(word, halt);
        try {
            // By reflection: the class is of no standard, and a JDK may lack it.
            Class<?> type = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            for (String name : NAMES) {
                Object signal = type.getConstructor(String.class).newInstance(name);
                int number = (Integer) type.getMethod("getNumber").invoke(signal);
                Object handler = Proxy.newProxyInstance(
                        handlerType.getClassLoader(), new Class<?>[] {handlerType}, (self, method, arguments) -> {
                            return method.getDeclaringClass() == Object.class
                                    ? ofObject(self, method.getName(), arguments)
                                    : signals.endBy("SIG" + name, SIGNAL_BASE + number);
                        });
                type.getMethod("handle", type, handlerType).invoke(null, signal, handler);
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new StartException(
                    ExitCode.NOT_STARTED,
                    "signals cannot be handled here (the JDK lacks module jdk.unsupported, or runs with -Xrs): a kill from outside"
                            + " could not be told from an exit of the implementation",
                    e);
        }
    }

    /** A proxy answers these itself. */
    private static Object ofObject(Object self, String method, Object @Nullable [] arguments) {
        return switch (method) {
            case "equals" -> arguments != null && self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            default -> "the handler of a node";
        };
    }

    /** The process ends whatever becomes of the word; without it the end is that of a node that cannot write its evidence. */
    private @Nullable Object endBy(String signal, int exitCode) {
        int code = ExitCode.EVIDENCE.code();
        try {
            word.say(signal);
            code = exitCode;
        } catch (IOException unwritten) {
            // The exit code says so; printing it could block.
        } finally {
            halt.accept(code);
        }
        return null;
    }
}
