package dev.maat.node;

import dev.maat.node.implementation.FolderBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The sources of the implementations that the tests of the node host. */
final class EchoProviders {
    static final String PURE = """
            package other;
            import dev.maat.contract.*;
            import java.util.List;
            import java.util.Map;
            /** Delivers and forwards its inputs at once; option "defect" = throw | load | hold | late | viewless. */
            public final class Echo implements ImplementationProvider.Pure {
                /** Its finalizer starts a thread when the call that made it is long over. */
                static void dropLateThread() {
                    new Object() {
                        @Override
                        protected void finalize() throws Exception {
                            Thread.sleep(500);
                            Thread late = new Thread(() -> System.out.println("the late thread"));
                            late.start();
                            late.join();
                        }
                    };
                }
                public ProtocolCore newCore(String name, Map<String, String> options) {
                    if (options.getOrDefault("defect", "").equals("made_thread")) {
                        new Thread(() -> {}).start();
                    }
                    if (options.containsKey("wrong")) {
                        throw new IllegalArgumentException("no option 'wrong'; there is 'defect'");
                    }
                    String defect = options.getOrDefault("defect", "");
                    if (defect.equals("unmade")) {
                        throw new NoClassDefFoundError("other/Missing");
                    }
                    if (defect.equals("nothing")) {
                        return null;
                    }
                    return new ProtocolCore() {
                        private ProcessId self;
                        private long place;
                        public void step(long now, Input input, Effects effects) {
                            switch (input) {
                                case Input.Start start -> {
                                    self = start.self();
                                    if (defect.equals("viewless")) {
                                        return;
                                    }
                                    if (defect.equals("late")) {
                                        effects.add(new Effect.SetTimer(1, 200_000_000));
                                        return;
                                    }
                                    effects.add(new Effect.InstallView(View.primary("1@" + self, 1, List.of(self))));
                                    if (defect.equals("hold")) {
                                        effects.add(new Effect.Backpressure(true));
                                        effects.add(new Effect.SetTimer(1, 200_000_000));
                                    }
                                }
                                case Input.Multicast m -> {
                                    if (defect.equals("throw")) {
                                        throw new IllegalStateException("a defect");
                                    }
                                    switch (defect) {
                                        case "unprintable" -> throw new RuntimeException() {
                                            public String getMessage() { throw new RuntimeException(); }
                                            public String toString() { throw new RuntimeException(); }
                                        };
                                        case "null" -> effects.add(null);
                                        case "memberless" -> effects.add(
                                            new Effect.InstallView(View.primary("2", 2, List.of())));
                                        case "interrupt" -> Thread.currentThread().interrupt();
                                        case "thread" -> {
                                            Thread other = new Thread(() -> {
                                                while (true) Thread.onSpinWait();
                                            });
                                            other.setDaemon(true);
                                            other.start();
                                        }
                                        case "root_thread" -> {
                                            ThreadGroup root = Thread.currentThread().getThreadGroup();
                                            while (root.getParent() != null) {
                                                root = root.getParent();
                                            }
                                            new Thread(root, () -> {}).start();
                                        }
                                        case "virtual_thread" -> Thread.startVirtualThread(() -> {});
                                        case "process" -> {
                                            try {
                                                new ProcessBuilder("sleep", "600").start();
                                            } catch (java.io.IOException e) {
                                                throw new IllegalStateException(e);
                                            }
                                        }
                                        case "late_thread" -> {
                                            Echo.dropLateThread();
                                            System.gc();
                                        }
                                        case "stray" -> {
                                            Thread other = new Thread(() -> effects.add(new Effect.Left()));
                                            other.start();
                                            try {
                                                other.join();
                                            } catch (InterruptedException e) {
                                                throw new IllegalStateException(e);
                                            }
                                        }
                                        case "exit" -> System.exit(0);
                                        case "halt" -> Runtime.getRuntime().halt(143);
                                        case "signal" -> {
                                            var threads = java.lang.management.ManagementFactory.getThreadMXBean();
                                            long before = threads.getTotalStartedThreadCount();
                                            sun.misc.Signal.raise(new sun.misc.Signal("TERM"));
                                            while (threads.getTotalStartedThreadCount() == before) Thread.onSpinWait();
                                        }
                                        case "spin" -> {
                                            while (true) Thread.onSpinWait();
                                        }
                                        default -> {}
                                    }
                                    if (defect.equals("load")) {
                                        effects.add(new Effect.LoadSnapshot("2@" + self, new byte[3]));
                                    }
                                    effects.add(new Effect.Send(Destination.GROUP, m.payload()));
                                    effects.add(new Effect.Accepted(m.token()));
                                    effects.add(new Effect.Deliver(self, m.payload(), place++, m.token()));
                                    effects.add(new Effect.Stable(m.token()));
                                }
                                case Input.Receive r ->
                                    effects.add(new Effect.Deliver(new ProcessId(r.from(), 0), r.packet(), place++, -1));
                                case Input.TimerFired t -> effects.add(
                                    defect.equals("late")
                                        ? new Effect.InstallView(View.primary("1@" + self, 1, List.of(self)))
                                        : new Effect.Backpressure(false));
                                case Input.Leave l -> effects.add(new Effect.Left());
                                case Input.Snapshot s -> {}
                                case Input.Loaded l -> {}
                            }
                        }
                    };
                }
            }
            """;

    static final String LIVE = """
            package other;
            import dev.maat.contract.*;
            import java.util.List;
            import java.util.Map;
            public final class LiveEcho implements ImplementationProvider.Live {
                public GroupMember newMember(String name, Map<String, String> options) {
                    return new GroupMember() {
                        private MemberListener up;
                        public void start(MemberStart start, MemberListener listener) {
                            if (options.containsKey("refuse")) {
                                throw new IllegalStateException("no group here");
                            }
                            if (options.containsKey("mute")) {
                                java.util.logging.LogManager.getLogManager().reset();
                            }
                            up = listener;
                            up.view(View.primary("1@" + start.self(), 1, List.of(start.self())));
                        }
                        public void multicast(byte[] payload) throws Exception {
                            if (payload.length == options.getOrDefault("spin", "").length()) {
                                while (true) Thread.onSpinWait();
                            }
                            if (payload.length == options.getOrDefault("wait", "").length()) {
                                new java.util.concurrent.CountDownLatch(1).await();
                            }
                            if (payload.length == options.getOrDefault("read", "").length()) {
                                new java.net.ServerSocket(0).accept();
                            }
                            if (payload.length > 999) {
                                throw new java.io.IOException("too long for me");
                            }
                            up.loadSnapshot("1", up.takeSnapshot("1"));
                            Thread other = new Thread(() -> up.deliver(payload, -1));
                            other.start();
                            other.join();
                        }
                        public void leave() throws Exception {
                            if (options.containsKey("stay")) {
                                Thread.currentThread().join();
                            }
                            up.left();
                        }
                        public void close() {}
                    };
                }
            }
            """;

    private EchoProviders() {}

    /** Makes a folder of three implementations: {@code echo}, {@code static-echo} and {@code live}. */
    static Path build(Path folder) throws IOException {
        FolderBuilder.build(
                folder.resolve("echo"), FolderBuilder.manifestOf("other.Echo", List.of("echo")), "other.Echo", PURE);
        FolderBuilder.build(
                folder.resolve("static"),
                FolderBuilder.manifestOf("other.Echo", List.of("static-echo"))
                        .replace("\"claims\"", "\"membership\":\"static\",\"claims\""),
                "other.Echo",
                PURE);
        FolderBuilder.build(
                folder.resolve("live"),
                FolderBuilder.manifestOf("other.LiveEcho", List.of("live")),
                "other.LiveEcho",
                LIVE);
        return folder;
    }
}
