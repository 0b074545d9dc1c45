package dev.maat.engine.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.contract.FeedbackStudy.Losses;
import dev.maat.engine.run.HarnessException;
import dev.maat.engine.run.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyTest {
    private static final String COMMAND = "./maat study feedback";

    private final FakeStudy fake = new FakeStudy();

    private static StudyPlan plan(String... strategies) {
        return new StudyPlan(
                List.of(strategies), List.of(10, 100), List.of(0.01), List.of(Losses.INDEPENDENT), 8, 1, 3);
    }

    @Test
    void eachCaseHasTheMeanAndTheRangeOfItsSeeds() {
        List<StudyRow> rows = new Study(fake, plan("plain"), Progress.SILENT).run(4);

        assertThat(rows).extracting(StudyRow::receivers).containsExactly(10, 100);
        assertThat(rows.getFirst().figure(Figure.FEEDBACK)).isEqualTo(new StudyRow.Spread(3, 10.25, 10.125, 10.375));
        assertThat(rows.getFirst().figure(Figure.REQUESTS).seeds())
                .as("no message was lost")
                .isZero();
    }

    @Test
    void anInterruptKeepsWhatWasMeasured() throws InterruptedException {
        Thread caller = Thread.currentThread();
        Thread interrupter = new Thread(() -> {
            try {
                fake.endlessBegun.await();
                caller.interrupt();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        interrupter.start();

        // One at a time and small groups first: of the larger group nothing is measured.
        List<StudyRow> rows = new Study(fake, plan("plain", FakeStudy.ENDLESS), Progress.SILENT).run(1);

        interrupter.join();
        assertThat(rows).extracting(StudyRow::strategy).containsExactly("plain");
        assertThat(rows.getFirst().receivers()).isEqualTo(10);
        assertThat(rows.getFirst().seeds()).isEqualTo(3);
    }

    @Test
    void aMeasurementThatFailsIsNamed() {
        assertThatThrownBy(() -> new Study(fake, plan(FakeStudy.FAILING), Progress.SILENT).run(2))
                .isInstanceOf(HarnessException.class)
                .hasMessageContaining("failing, 10 receivers, seed 1")
                .hasMessageContaining("planted");
    }

    @Test
    void theFilesHaveALineForEachFigureAndAChart(@TempDir Path folder) throws IOException {
        StudyPlan plan = plan("plain");
        List<StudyRow> rows = new Study(fake, plan, Progress.SILENT).run(2);
        StudyDirectory directory = StudyDirectory.create(folder.resolve("out"));

        directory.write(plan, rows, COMMAND);

        List<String> lines = Files.readString(directory.csv()).lines().toList();
        assertThat(lines.getFirst())
                .isEqualTo("strategy,receivers,messages,loss,losses,first_seed,seeds,complete,figure,mean,min,max");
        assertThat(lines.get(1))
                .isEqualTo("plain,10,8,0.01,independent,1,3,true,feedback_per_message,10.250000,10.125000,10.375000");
        assertThat(lines).noneMatch(line -> line.contains("requests_per_loss"));
        assertThat(lines).allMatch(line -> line.split(",", -1).length == 12);
        assertThat(directory.page())
                .content()
                .contains(
                        "10.3 packets of feedback a message reach the sender of 10 receivers, 100 that of 100",
                        "\"command\":\"" + COMMAND + "\"");
    }

    @Test
    void equalPlansGiveEqualBytesHoweverManyThreadsMeasure() {
        StudyPlan plan = plan("plain");
        String one = StudyCsv.text(plan, new Study(fake, plan, Progress.SILENT).run(1));
        String several = StudyCsv.text(plan, new Study(fake, plan, Progress.SILENT).run(5));

        assertThat(several).isEqualTo(one);
    }
}
