package dev.maat.engine.cli.check;

import dev.maat.checkers.catalogue.PropertyId;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** Takes the next word for the option if it is the id of a property; any other word is a path. */
final class OptionalPropertyId implements IParameterConsumer {
    @Override
    @SuppressWarnings("JdkObsolete") // picocli's signature
    public void consumeParameters(Stack<String> words, ArgSpec option, CommandSpec command) {
        boolean named = !words.isEmpty() && PropertyId.judged(words.peek()) != null;
        option.setValue(named ? words.pop() : "");
    }
}
