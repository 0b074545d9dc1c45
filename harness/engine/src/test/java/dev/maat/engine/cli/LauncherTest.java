package dev.maat.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.cli.shell.Completion;
import dev.maat.engine.run.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the launcher in a tree of its own, with a JDK and a Maven that only print how they were called. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class LauncherTest {
    private static final long LAUNCH_SECONDS = 60;
    private static final String TOOLS = "bash sh find head dirname basename readlink touch mkdir mv flock grep sed cat"
            + " cut stty rm sleep kill env tail printf tr";

    @TempDir
    Path temp;

    private Path root;
    private Path bin;
    private Path source;

    record Launched(int code, String out, String err) {}

    @BeforeEach
    void makeATree() throws IOException {
        temp = temp.toRealPath();
        root = Files.createDirectories(temp.resolve("tree with blanks"));
        bin = Files.createDirectories(temp.resolve("bin"));
        for (String tool : TOOLS.split(" ")) {
            for (String folder : List.of("/usr/bin", "/bin")) {
                if (Files.exists(Path.of(folder, tool)) && !Files.exists(bin.resolve(tool))) {
                    script(bin.resolve(tool), "#!/bin/sh\nexec " + Path.of(folder, tool) + " \"$@\"\n");
                }
            }
        }
        copyLauncher(text -> text);
        source = Files.createDirectories(root.resolve("harness/engine/src/main/java"))
                .resolve("Main.java");
        Files.writeString(source, "class Main {}");
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        age(source, source.getParent(), root.resolve("pom.xml"), root.resolve("harness/engine/src/main"));
        jdk("jdk-21", "21.0.4");
        maven("mkdir -p harness/engine/target/engine/lib impl/reference/target/implementation\n"
                + "touch harness/engine/target/engine/lib/maat-engine-1.jar impl/reference/target/implementation/manifest.json\n"
                + "echo '[INFO] Building Maat engine 1.0 [1/1]'\n");
    }

    @Test
    void theClassesThatTheLauncherStartsExist() throws Exception {
        Pattern named = Pattern.compile("dev(\\.[a-z]+)+\\.[A-Z]\\w+");
        List<String> classes = named.matcher(Files.readString(original()))
                .results()
                .map(MatchResult::group)
                .toList();

        assertThat(classes).isNotEmpty();
        for (String started : classes) {
            assertThat(Class.forName(started, false, getClass().getClassLoader())
                            .getMethod("main", String[].class))
                    .isNotNull();
        }
    }

    @Test
    void theFirstUseBuildsAndTheSecondDoesNot() throws Exception {
        Launched first = launch("run", "--seed", "7");
        Launched second = launch("run", "--seed", "7");

        assertThat(first.code).as(first.err).isZero();
        assertThat(first.err).contains("building Maat (first use, about a minute)...");
        assertThat(first.out)
                .contains("java 21.0.4", "dev.maat.engine.cli.Main run --seed 7", "/lib/maat-engine-1.jar");
        assertThat(second.code).isZero();
        assertThat(second.err).isEmpty();
        assertThat(second.out).isEqualTo(first.out);
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aBuildShowsEachOfItsModulesOnce() throws Exception {
        maven(
                "echo '[INFO] Building Maat contract 1.0                  [1/2]'\necho '[INFO] Building jar: Maat.jar'\nsleep 1\n"
                        + "echo '[INFO] Building Maat engine 1.0                    [2/2]'\nmkdir -p harness/engine/target/engine/lib\n"
                        + "touch harness/engine/target/engine/lib/maat-engine-1.jar\n");

        Launched launched = launch("list");

        assertThat(launched.err.lines())
                .containsExactly(
                        "maat: building Maat (first use, about a minute)...",
                        "      module 1 of 2: Maat contract 1.0",
                        "      module 2 of 2: Maat engine 1.0");
    }

    @Test
    void aSourceNewerThanTheBuildCausesABuild() throws Exception {
        launch("list");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));

        Launched again = launch("list");

        assertThat(again.err).contains("the sources have changed");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void aChangedTestDoesNotCauseABuild() throws Exception {
        launch("list");
        Path test = Files.createDirectories(root.resolve("harness/engine/src/test/java"));
        Files.writeString(test.resolve("MainTest.java"), "class MainTest {}");

        launch("list");

        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void simultaneousFirstUsesBuildOnce() throws Exception {
        maven(
                "sleep 1\nmkdir -p harness/engine/target/engine/lib\ntouch harness/engine/target/engine/lib/maat-engine-1.jar\n");
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            processes.add(start(root.resolve("maat"), temp, "list"));
        }

        for (Process process : processes) {
            assertThat(finish(process).code).isZero();
        }
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void theLauncherWorksThroughSymbolicLinksFromAnywhereAndPassesTheImplementationsOn() throws Exception {
        Path link = Files.createSymbolicLink(temp.resolve("link"), root.resolve("maat"));
        Path linkToLink = Files.createSymbolicLink(temp.resolve("link to link"), Path.of("link"));

        Launched launched = finish(start(linkToLink, Path.of("/"), "list"));

        assertThat(launched.code).as(launched.err).isZero();
        assertThat(launched.out)
                .contains("-Dmaat.root=" + root)
                .contains("-Dmaat.implementations=" + root + "/impl/reference/target/implementation:/opt/mine");
        assertThat(link).exists();
    }

    @Test
    void aJdkThatIsTooOldIsSkipped() throws Exception {
        Path old = jdk("jdk-17", "17.0.15");
        ProcessBuilder builder = builder(root.resolve("maat"), temp, "list");
        builder.environment().put("JAVA_HOME", old.toString());
        Files.createSymbolicLink(bin.resolve("java"), temp.resolve("jdk-21/bin/java"));

        assertThat(finish(builder.start()).out).contains("java 21.0.4");
    }

    @Test
    void onlyTheJudgeOfAShortSimulatedCampaignDoesWithoutTheOptimizingCompiler() throws Exception {
        String withoutOptimizing = "-XX:TieredStopAtLevel=1";

        assertThat(launch("run").out).contains(withoutOptimizing);
        assertThat(launch("run", "--runs", "500").out).contains(withoutOptimizing);
        assertThat(launch("run", "--runs=501").out).doesNotContain(withoutOptimizing);
        assertThat(launch("run", "--runs", "2000").out).doesNotContain(withoutOptimizing);
        assertThat(launch("run", "--deployment", "containers").out).doesNotContain(withoutOptimizing);
        assertThat(launch("check", "history").out).doesNotContain(withoutOptimizing);
    }

    @Test
    void withoutAJdkTheRemedyIsNamed() throws Exception {
        copyLauncher(text -> text.replace("MIN_JDK=21", "MIN_JDK=999"));

        Launched launched = launch("list");

        assertThat(launched.code).isEqualTo(ExitCode.HARNESS_FAILURE);
        assertThat(launched.err).contains("no JDK 999 or newer was found", "apt-get install", "JAVA_HOME");
    }

    @Test
    void aJvmThatDoesNotStartIsNotReportedAsAViolation() throws Exception {
        launch("list");
        script(temp.resolve("jdk-21/bin/java"), "#!/bin/sh\necho 'Unrecognized option: -Xmmx8g'\nexit 1\n");
        ProcessBuilder builder = builder(root.resolve("maat"), temp, "run");
        builder.environment().put("MAAT_JVM", "-Xmmx8g");

        Launched launched = finish(builder.start());

        assertThat(launched.code).isEqualTo(ExitCode.HARNESS_FAILURE);
        assertThat(launched.err).contains("the JVM does not start", "Unrecognized option: -Xmmx8g", "MAAT_JVM");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 130, 134, 137, 254, 255})
    void aStatusThatIsNoneOfTheEnginesProvesNothing(int status) throws Exception {
        launch("list");
        engineThat("exit " + status + "\n");

        Launched launched = launch("run");

        // A status of 130 is that of a JVM that got the signal of a terminal.
        assertThat(launched.code).isEqualTo(status == 130 ? ExitCode.INTERRUPTED : ExitCode.HARNESS_FAILURE);
        if (status != 130) {
            assertThat(launched.err).contains("maat: the ").doesNotContain("launcher itself failed");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 254, 255, 130})
    void aCodeOfTheEngineIsTheExitCode(int code) throws Exception {
        launch("list");
        engineThat("code=" + code + "\n");

        assertThat(launch("run")).isEqualTo(new Launched(code, "", ""));
    }

    /** As an implementation may, which runs as the same user: the launcher and the engine have no secret from it. */
    @Test
    void nothingThatIsWrittenIntoDescriptorsOfTheEngineOrTheLauncherIsTakenForACode() throws Exception {
        launch("list");
        engineThat("tokens=$(tr '\\0' ' ' </proc/$$/cmdline | grep -o 'maat[^ ]*=[^ ]*')\n"
                + "for fd in /proc/$$/fd/* /proc/$PPID/fd/*; do\n"
                + "  case $fd in */[0-2]) continue ;; esac\n"
                + "  for t in $tokens; do echo \"${t#*=} 0\" >\"$fd\"; done 2>/dev/null\n"
                + "done\n"
                + "code=1\n");

        assertThat(launch("run").code).isEqualTo(ExitCode.VIOLATED);
    }

    @Test
    void aLauncherThatIsStoppedStopsItsEngineAndEndsWith130() throws Exception {
        launch("list");
        engineThat("trap 'echo stopped >\"" + temp + "/stopped\"; exit 143' TERM\ntouch '" + temp
                + "/running'\nwhile :; do sleep 0.05; done\n");
        Process process = start(root.resolve("maat"), temp, "run");
        awaitFile(temp.resolve("running"));

        process.toHandle().destroy();

        assertThat(finish(process)).isEqualTo(new Launched(130, "", ""));
        assertThat(temp.resolve("stopped")).exists();
    }

    @Test
    void aBuildThatIsStoppedEndsWith130() throws Exception {
        maven("touch '" + temp + "/running'\nexec sleep 50\n");
        Process process = start(root.resolve("maat"), temp, "run");
        awaitFile(temp.resolve("running"));

        process.toHandle().destroy();

        assertThat(finish(process).code).isEqualTo(130);
    }

    @Test
    void theLauncherNeedsNoHomeAndNoCdpathMisleadsIt() throws Exception {
        launch("list");

        assertThat(inShell("MAAT", "HOME", "JAVA_HOME").err).doesNotContain("unbound", "launcher itself failed");
        assertThat(inShell("MAAT", "HOME").code).isZero();
        assertThat(inShell("cd /; export CDPATH='" + temp + "'; cd '" + temp + "'; exec 'tree with blanks/maat' list")
                        .code)
                .isZero();
    }

    @Test
    void aPlaceWhereNoJvmCanStartIsNamedBeforeTheStart() throws Exception {
        launch("list");

        Launched gone = inShell("mkdir gone; cd gone; rm -r ../gone; MAAT");
        Launched files = inShell("ulimit -n 12; MAAT");
        Launched closed = inShell("MAAT >&-");
        root = Files.move(root, Files.createDirectories(temp.resolve("10:30")).resolve("tree"));
        Launched colon = inShell("MAAT");

        assertThat(List.of(gone.code, files.code, closed.code, colon.code)).containsOnly(ExitCode.HARNESS_FAILURE);
        assertThat(gone.err).contains("the current folder does not exist any more");
        assertThat(files.err).contains("only 12 files", "ulimit -n 1024");
        assertThat(closed.err).contains("standard output is closed");
        assertThat(colon.err).contains("10:30", "colon");
    }

    @Test
    void inTheCLocaleTheEngineStillReadsEveryFileName() throws Exception {
        launch("list");
        engineThat("echo \"$LC_ALL $line\"\ncode=0\n");

        Launched launched = inShell("export LC_ALL=C; MAAT");

        assertThat(launched.code).isZero();
        assertThat(launched.out).containsIgnoringCase("utf").contains("-Dmaat.ascii=true");
    }

    @Test
    void withoutMavenTheRemedyIsNamed() throws Exception {
        Files.delete(bin.resolve("mvn"));

        Launched launched = launch("list");

        assertThat(launched.code).isEqualTo(ExitCode.HARNESS_FAILURE);
        assertThat(launched.err).contains("Maven is missing", "apt-get install maven");
    }

    @Test
    void aFailedBuildShowsItsErrorsAndItsLogAndIsRepeatedNextTime() throws Exception {
        maven("echo '[ERROR] Main.java:[1,1] reached end of file'\nexit 1\n");

        Launched first = launch("list");
        launch("list");

        assertThat(first.code).isEqualTo(ExitCode.HARNESS_FAILURE);
        assertThat(first.err).contains("reached end of file", root + "/.maat/build.log");
        assertThat(first.out).isEmpty();
        assertThat(builds()).isEqualTo(2);
    }

    /** A message that cannot be written must not end the shell with 1, which would mean a violation. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ulimit -n 12; MAAT 2>/dev/full",
                "ulimit -n 12; MAAT 2>&-",
                "MAAT >&- 2>&-",
                "MAAT >&- 2>/dev/full",
                "MAAT <&- >&- 2>&-"
            })
    void aReasonThatCannotBeWrittenIsAFailureOfTheHarnessToo(String command) throws Exception {
        Launched launched = inShell(command);

        assertThat(launched.code).isEqualTo(ExitCode.HARNESS_FAILURE);
    }

    private void copyLauncher(UnaryOperator<String> change) throws IOException {
        script(root.resolve("maat"), change.apply(Files.readString(original())));
    }

    private static Path original() {
        return Path.of(System.getProperty("maat.root"), "maat");
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = temp.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        script(home.resolve("bin/java"), engine("line=\"java " + version + "\"", "echo \"$line\"\ncode=0\n"));
        script(home.resolve("bin/javac"), "#!/bin/sh\n");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    /** An engine that collects its arguments in {@code $line}, runs the body, and ends with {@code $code} as its own, if set. */
    private static String engine(String first, String body) {
        StringBuilder end = new StringBuilder("case $code in\n");
        for (int code : List.of(0, 1, 2, 130, 254, 255)) {
            end.append(code)
                    .append(") exit ")
                    .append(Completion.statusFor(code))
                    .append(" ;;\n");
        }
        return "#!/bin/sh\ncode=\n" + first + """

                for word; do
                  case $word in
                    -Dmaat.launcher=*) ;;
                    *) line="$line $word" ;;
                  esac
                done
                """ + body + end + "esac\n";
    }

    /** Replaces the engine; a plain {@code java -version} still works. */
    private void engineThat(String body) throws IOException {
        script(temp.resolve("jdk-21/bin/java"), engine("case \"$*\" in *-version*) exit 0 ;; esac", body));
    }

    /** Starts a shell that prepares the surroundings and becomes the launcher. */
    private Launched inShell(String preparation, String... changes) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        bin.resolve("bash").toString(),
                        "-c",
                        preparation.replace("MAAT", "exec '" + root + "/maat' list"))
                .directory(temp.toFile());
        builder.environment().clear();
        builder.environment().putAll(builder(root.resolve("maat"), temp).environment());
        for (String change : changes) {
            builder.environment().remove(change);
        }
        return finish(builder.start());
    }

    private static void awaitFile(Path file) throws InterruptedException {
        for (int i = 0; i < LAUNCH_SECONDS * 20 && !Files.exists(file); i++) {
            Thread.sleep(50);
        }
        assertThat(file).exists();
    }

    private void maven(String body) throws IOException {
        script(bin.resolve("mvn"), "#!/bin/sh\nset -e\necho build >> '" + temp.resolve("builds") + "'\n" + body);
    }

    private long builds() throws IOException {
        return Files.readAllLines(temp.resolve("builds")).size();
    }

    private static void script(Path path, String text) throws IOException {
        Files.writeString(path, text);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void age(Path... paths) throws IOException {
        for (Path path : paths) {
            Files.setLastModifiedTime(path, FileTime.from(Instant.now().minusSeconds(3600)));
        }
    }

    private Launched launch(String... arguments) throws Exception {
        return finish(start(root.resolve("maat"), temp, arguments));
    }

    private Process start(Path launcher, Path workingDirectory, String... arguments) throws IOException {
        return builder(launcher, workingDirectory, arguments).start();
    }

    private ProcessBuilder builder(Path launcher, Path workingDirectory, String... arguments) {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(workingDirectory.toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH", bin.toString(),
                        "HOME", temp.toString(),
                        "JAVA_HOME", temp.resolve("jdk-21").toString(),
                        "MAAT_IMPLEMENTATIONS", "/opt/mine"));
        return builder;
    }

    private static Launched finish(Process process) throws Exception {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(LAUNCH_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the launcher did not end");
            }
            return new Launched(
                    process.exitValue(),
                    new String(process.getInputStream().readAllBytes()),
                    new String(process.getErrorStream().readAllBytes()));
        } finally {
            process.destroyForcibly();
        }
    }
}
