package dev.maat.node.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Standard output, a line at a time and from any thread. Output of an implementation goes to standard error instead. */
final class Console {
    private final PrintStream out;

    Console() {
        out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
    }

    synchronized void say(String line) {
        out.println(line);
    }

    void failed(Throwable why) {
        say("failed " + why.toString().replace('\n', ' '));
        why.printStackTrace();
    }
}
