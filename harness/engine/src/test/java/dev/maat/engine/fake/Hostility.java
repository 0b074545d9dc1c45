package dev.maat.engine.fake;

import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.View;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Things that an implementation must not do, by name. */
final class Hostility {
    private Hostility() {}

    static void act(String name, Effects effects) {
        switch (name) {
            case "exit" -> System.exit(0);
            case "halt" -> Runtime.getRuntime().halt(0);
            case "spin" -> {
                while (true) {
                    Thread.onSpinWait();
                }
            }
            case "wait" -> sleep();
            case "memory" -> {
                List<byte[]> kept = new java.util.ArrayList<>();
                while (true) {
                    kept.add(new byte[1 << 24]);
                }
            }
            case "unprintable" -> throw new Unprintable();
            case "null" -> effects.add(null);
            case "memberless" -> effects.add(new Effect.InstallView(View.primary("2", 2, List.of())));
            case "interrupt" -> Thread.currentThread().interrupt();
            case "thread" -> {
                Thread left = new Thread(Hostility::sleep);
                left.setDaemon(true);
                left.start();
            }
            case "hook" -> Runtime.getRuntime().addShutdownHook(new Thread(Hostility::sleep));
            case "close" -> {
                System.out.close();
                System.err.close();
            }
            case "chatter" -> chatter();
            case "descriptor" -> writePastSystemOut();
            case "testament" -> {
                System.err.println("nothing is left to me");
                Runtime.getRuntime().halt(9);
            }
            default -> throw new IllegalArgumentException("no hostility is called " + name);
        }
    }

    /** More than any log takes. */
    private static void chatter() {
        String line = "so much to say ".repeat(1_000);
        for (int i = 0; i < 200; i++) {
            System.out.println(line);
        }
    }

    /** As a library for logging may do. */
    private static void writePastSystemOut() {
        try {
            new FileOutputStream(FileDescriptor.out).write("one line\n".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(1_000_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Unprintable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("no text");
        }
    }
}
