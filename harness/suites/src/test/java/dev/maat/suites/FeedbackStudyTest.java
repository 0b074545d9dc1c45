package dev.maat.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.reference.ReferenceProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code maat study feedback} over the reference's folder, as users give it. */
class FeedbackStudyTest {
    @TempDir
    Path work;

    @Test
    void theSameStudyWritesTheSameFigures() throws Exception {
        Path reference = reference();
        MaatCommand first = study(reference, "first", "1");
        MaatCommand second = study(reference, "second", "2");

        assertThat(first.exitCode()).as(first.output()).isZero();
        assertThat(second.exitCode()).as(second.output()).isZero();
        assertThat(first.output()).contains("1 % loss, independent; 20 messages, 2 seeds", "nack-unsuppressed");
        String figures = Files.readString(work.resolve("first/feedback.csv"));
        assertThat(figures).contains("ack,30,20,0.01,independent,1,2,true,peers_heard,30.000000,30.000000,30.000000");
        assertThat(Files.readString(work.resolve("second/feedback.csv"))).isEqualTo(figures);
        assertThat(work.resolve("first/feedback.html")).content().contains("tree", "uPlot");
    }

    @Test
    void aStrategyThatIsNotThereIsRefusedTogetherWithThoseThatAre() throws Exception {
        MaatCommand run =
                MaatCommand.run(reference(), work, "study", "feedback", "--strategies", "ack,fec", "--out", at("out"));

        assertThat(run.exitCode()).isEqualTo(254);
        assertThat(run.output()).contains("no strategy 'fec'; choose some of ack, nack-unsuppressed, nack, tree");
    }

    private MaatCommand study(Path reference, String out, String jobs) throws IOException, InterruptedException {
        return MaatCommand.run(
                reference,
                work,
                "study",
                "feedback",
                "--receivers",
                "5,30",
                "--messages",
                "20",
                "--seeds",
                "2",
                "--jobs",
                jobs,
                "--out",
                at(out));
    }

    private Path reference() throws IOException {
        String manifest =
                Files.readString(MaatCommand.root().resolve("impl/reference/src/main/implementation/manifest.json"));
        return ImplementationJar.folder(
                work.resolve("reference"),
                manifest.replace("${project.version}", "1"),
                List.of(ReferenceProvider.class));
    }

    private String at(String name) {
        return work.resolve(name).toString();
    }
}
