package dev.maat.node.implementation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The code of an implementation: a class that Maat's node loads, or a program in any language that is a node itself. */
public sealed interface Program {
    /** @param className of the {@link dev.maat.contract.ImplementationProvider} in the folder's jars */
    record Provider(String className) implements Program {}

    /**
     * A node that speaks the node protocol ({@code NODE-PROTOCOL.md}).
     *
     * @param words the program and its first arguments, those of the node come behind them; it is started in the implementation's
     *     folder. Empty where the image has an entry point
     * @param image the container image that it runs in; null if it does not run in containers
     */
    record Command(List<String> words, @Nullable String image) implements Program {
        public Command {
            words = List.copyOf(words);
        }
    }
}
