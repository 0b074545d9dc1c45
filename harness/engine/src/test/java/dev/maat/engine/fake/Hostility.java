package dev.maat.engine.fake;

import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.View;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** Things that an implementation must not do, by name. */
final class Hostility {
    private static final List<Object> KEPT = new ArrayList<>();

    private Hostility() {}

    static void act(String name, Effects effects) {
        switch (name) {
            case "exit" -> System.exit(0);
            case "halt" -> Runtime.getRuntime().halt(0);
            case "spin" -> spin();
            case "accept" -> accept();
            case "unmeasured" -> {
                ManagementFactory.getThreadMXBean().setThreadCpuTimeEnabled(false);
                spin();
            }
            case "unwatched" -> {
                interruptAllThreadsAgainAndAgain();
                spin();
            }
            case "speechless" -> {
                System.setErr(new PrintStream(new BlockedStream(), true, StandardCharsets.UTF_8));
                spin();
            }
            case "wait" -> sleep();
            case "memory" -> {
                List<byte[]> kept = new ArrayList<>();
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
            case "root_thread" -> {
                Thread left = new Thread(rootGroup(), Hostility::sleep);
                left.setDaemon(true);
                left.start();
            }
            case "brief_thread" -> CompletableFuture.runAsync(() -> {}).join();
            case "virtual_thread" -> Thread.startVirtualThread(Hostility::sleep);
            case "process" -> start("sleep", "600");
            case "stop" ->
                start("kill", "-STOP", Long.toString(ProcessHandle.current().pid()));
            case "borrow" -> borrow(effects);
            case "garble" -> writeToAllPipes("what is this?".getBytes(StandardCharsets.US_ASCII));
            case "forge" -> writeToAllPipes(forgedReply());
            case "files" -> {
                try {
                    while (true) {
                        KEPT.add(new FileInputStream("/dev/null"));
                    }
                } catch (IOException enough) {
                    return;
                }
            }
            case "truncate" -> onHistory(file -> Files.write(file, new byte[0]));
            case "rewrite" ->
                onHistory(file -> {
                    byte[] bytes = Files.readAllBytes(file);
                    bytes[bytes.length / 2] = '#';
                    Files.write(file, bytes);
                });
            case "intrude" -> onHistory(file -> Files.writeString(file.resolveSibling("n9.0.jsonl"), "what is this?"));
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

    private static ThreadGroup rootGroup() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        return root;
    }

    private static void start(String... command) {
        try {
            new ProcessBuilder(command).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds an effect to those of the core that did this before. */
    private static void borrow(Effects effects) {
        if (KEPT.isEmpty()) {
            KEPT.add(effects);
        } else {
            ((Effects) KEPT.getFirst()).add(new Effect.Left());
        }
    }

    /** All but the standard streams, by the paths of their descriptors. */
    private static void writeToAllPipes(byte[] bytes) {
        onDescriptors("pipe:", link -> {
            if (!List.of("0", "1", "2").contains(link.getFileName().toString())) {
                try (OutputStream out = new FileOutputStream(link.toString())) {
                    out.write(bytes);
                }
            }
        });
    }

    /** A reply without a seal, of a run that blames its arguments. */
    private static byte[] forgedReply() {
        byte[] why = "argument".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer reply = ByteBuffer.allocate(9 + 2 * (4 + why.length));
        reply.put((byte) 'E').putLong(1);
        return reply.putInt(why.length).put(why).putInt(why.length).put(why).array();
    }

    private static void onHistory(OnPath act) {
        onDescriptors("harness.jsonl", link -> act.on(link.toRealPath()));
    }

    private static void onDescriptors(String of, OnPath act) {
        try (DirectoryStream<Path> links = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path link : links) {
                if (Files.isSymbolicLink(link)
                        && Files.readSymbolicLink(link).toString().contains(of)) {
                    act.on(link);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface OnPath {
        void on(Path path) throws IOException;
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

    private static void spin() {
        while (true) {
            Thread.onSpinWait();
        }
    }

    /** Waits in the system's code, where a thread counts as runnable. */
    private static void accept() {
        try (ServerSocket socket = new ServerSocket(0)) {
            socket.accept();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void interruptAllThreadsAgainAndAgain() {
        ThreadGroup root = rootGroup();
        Thread[] all = new Thread[root.activeCount() * 2];
        int count = root.enumerate(all);
        Thread self = Thread.currentThread();
        Thread interrupter = new Thread(root, () -> {
            while (true) {
                for (int i = 0; i < count; i++) {
                    if (all[i] != self) {
                        all[i].interrupt();
                    }
                }
                LockSupport.parkNanos(10_000_000);
            }
        });
        interrupter.setDaemon(true);
        interrupter.start();
    }

    /** Takes a byte and does not return. */
    private static final class BlockedStream extends OutputStream {
        @Override
        public void write(int one) {
            while (true) {
                LockSupport.park(this);
            }
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
