package dev.maat.engine.cli.check;

import static dev.maat.engine.cli.check.SmallHistories.HEADER;
import static dev.maat.engine.cli.check.SmallHistories.VIEW;
import static dev.maat.engine.cli.check.SmallHistories.VIEW_WITHOUT_ITSELF;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowedCheckTest {
    private static final String END = "{\"t\":9,\"e\":\"end\",\"reason\":\"complete\"}\n";

    @TempDir
    Path temp;

    private void write(String file, String text) throws IOException {
        Files.writeString(temp.resolve(file), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private CompletableFuture<CommandRun> following(String... more) {
        String[] arguments = new String[3 + more.length];
        arguments[0] = "check";
        arguments[1] = "--follow";
        arguments[2] = temp.toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return CompletableFuture.supplyAsync(() -> CommandRun.of(List.of(), arguments));
    }

    @Test
    void aFolderThatIsFollowedWhileItIsWrittenHasTheJudgementOfTheFinishedFolder() throws Exception {
        CompletableFuture<CommandRun> run = following();
        write("harness.jsonl", HEADER);
        write("n1.0.jsonl", VIEW);
        String torn = VIEW_WITHOUT_ITSELF.substring(0, 40);
        write("n1.0.jsonl", torn);
        write("n1.0.jsonl", VIEW_WITHOUT_ITSELF.substring(40));
        write("harness.jsonl", END);
        CommandRun followed = run.get(60, TimeUnit.SECONDS);
        CommandRun whole = CommandRun.of(List.of(), "check", temp.toString());

        assertThat(followed.code()).isEqualTo(1).isEqualTo(whole.code());
        assertThat(followed.out()).contains("self-inclusion: n1.0 installed").endsWith(whole.out());
    }

    @Test
    void aPipeIsRefusedWithWhatToDoInstead() throws Exception {
        Path pipe = temp.resolve("all.jsonl");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        CommandRun run = CommandRun.of(List.of(), "check", "--follow", pipe.toString());

        assertThat(run.code()).isEqualTo(254);
        assertThat(run.err()).contains("a pipe or a device cannot be followed", "check it without --follow", "'tee'");
    }

    @Test
    void withoutAnEndLineALongSilenceIsTheEnd() throws Exception {
        write("all.jsonl", HEADER + VIEW);

        CommandRun followed = following("--idle", "300ms", "--json").get(60, TimeUnit.SECONDS);

        assertThat(followed.code()).isEqualTo(2);
        assertThat(followed.out())
                .isEqualTo(CommandRun.of(List.of(), "check", temp.toString(), "--json")
                        .out());
    }

    @Test
    void aLastLineThatStaysTornIsTheSameWarningAsInAFinishedHistory() throws Exception {
        write("all.jsonl", HEADER + VIEW + VIEW_WITHOUT_ITSELF.substring(0, 30) + "\0\0\0\0");

        CommandRun followed = following("--idle", "300ms").get(60, TimeUnit.SECONDS);

        assertThat(followed.out()).contains("all.jsonl:4: the last line is torn");
    }

    @Test
    void aBadLineIsTheSameErrorAsInAFinishedHistory() throws Exception {
        write("all.jsonl", HEADER + VIEW + "%!\n" + VIEW);

        CommandRun followed = following("--idle", "300ms").get(60, TimeUnit.SECONDS);
        CommandRun whole = CommandRun.of(List.of(), "check", temp.toString());

        assertThat(followed.code()).isEqualTo(254);
        assertThat(followed.err()).endsWith(whole.err());
    }

    @Test
    void severalPathsCannotBeFollowedAndIdleNeedsFollow() {
        assertThat(CommandRun.of(List.of(), "check", "--follow", "a", "b").code())
                .isEqualTo(254);
        assertThat(CommandRun.of(List.of(), "check", "a", "--idle", "1s").code())
                .isEqualTo(254);
    }
}
