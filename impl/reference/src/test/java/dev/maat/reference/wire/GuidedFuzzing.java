package dev.maat.reference.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Runs the coverage-guided fuzzer on its targets, each for {@code maat.fuzzSeconds}, in a JVM of its own. Recorded packets and random scripts
 * are the first inputs; what reaches new code is kept in {@code target/fuzz} and is where the next run begins. An input that fails lies there
 * too. The name keeps this class out of the ordinary build; {@code mvn -Pfuzz} runs it.
 */
class GuidedFuzzing {
    private static final String FUZZER = "com.code_intelligence.jazzer.Jazzer";
    private static final int SCRIPTS = 40;
    private static final long START_AND_END_SECONDS = 600;

    private final long seconds = Long.getLong("maat.fuzzSeconds", 60);

    @Test
    void theCodecReadsWhateverArrives() throws Exception {
        Path corpus = corpus("codec");
        Trio trio = new Trio(Map.of("ordering", "total"), Trio.SMALL);
        trio.run(200);
        trio.multicast(1, "m");
        trio.leave(2);
        trio.run(400);
        for (int i = 0; i < trio.recorded.size(); i++) {
            Files.write(corpus.resolve("recorded-" + i), trio.recorded.get(i).bytes());
        }
        fuzz(CodecFuzzer.class, corpus);
    }

    @Test
    void aMemberTakesWhateverArrives() throws Exception {
        Path corpus = corpus("member");
        Random random = new Random(1);
        for (int i = 0; i < SCRIPTS; i++) {
            byte[] script = new byte[1 + random.nextInt(1_000)];
            random.nextBytes(script);
            Files.write(corpus.resolve("script-" + i), script);
        }
        fuzz(MemberFuzzer.class, corpus);
    }

    private static Path corpus(String name) throws IOException {
        return Files.createDirectories(Path.of("target", "fuzz", name));
    }

    private void fuzz(Class<?> target, Path corpus) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx1g", "--enable-native-access=ALL-UNNAMED"));
        // The fuzzer instruments classes as an agent that it loads into its own JVM.
        command.add("-XX:+EnableDynamicAgentLoading");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), FUZZER));
        command.add("--target_class=" + target.getName());
        command.add("--instrumentation_includes=dev.maat.**");
        command.add("--custom_hook_includes=dev.maat.**");
        command.add("--reproducer_path=" + corpus.getParent());
        command.add("-artifact_prefix=" + corpus.getParent() + "/");
        command.addAll(List.of("-max_total_time=" + seconds, "-max_len=1500", corpus.toString()));
        Process fuzzer = new ProcessBuilder(command).inheritIO().start();
        try {
            assertThat(fuzzer.waitFor(seconds + START_AND_END_SECONDS, TimeUnit.SECONDS))
                    .as("the fuzzer has ended in its time")
                    .isTrue();
        } finally {
            fuzzer.destroyForcibly();
        }
        assertThat(fuzzer.exitValue())
                .as("the fuzzer's exit code; what it found is above, the input in target/fuzz")
                .isZero();
    }
}
