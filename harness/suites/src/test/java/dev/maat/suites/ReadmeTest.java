package dev.maat.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.contract.ImplementationProvider;
import dev.maat.reference.ReferenceProvider;
import dev.maat.zoo.ZooProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's commands do what the README says. */
class ReadmeTest {
    private static final Pattern DEFECT =
            Pattern.compile("\\./maat run --implementation (zoo:\\S+) --seed ([0-9]+) +# .*exit code 1, (\\S+)");

    @TempDir
    Path work;

    @Test
    void theSeedOfThePlantedDefectShowsIt() throws Exception {
        Matcher told = DEFECT.matcher(readme());
        assertThat(told.find())
                .as("the README names a planted defect and a seed")
                .isTrue();

        MaatCommand run = MaatCommand.run(
                zoo(), work, "run", "--implementation", told.group(1), "--seed", told.group(2), "--out", at("run"));

        assertThat(run.exitCode()).as(run.output()).isEqualTo(1);
        assertThat(run.output()).contains("\u2717 " + told.group(3) + ": ");
    }

    @Test
    void theProviderOfTheReadmeNeedsTheContractAloneRunsAndIsCaught() throws Exception {
        String source = snippet("java");
        Path file = Files.writeString(
                Files.createDirectories(work.resolve("src/com/example")).resolve("MyProvider.java"), source);
        Path classes = Files.createDirectories(work.resolve("mine/lib/classes"));
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", contract(), "-d", classes.toString(), file.toString());
        assertThat(compiled).isZero();
        Path mine = ImplementationJar.folder(work.resolve("mine"), snippet("json"), List.of());
        int packed = java.util.spi.ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "--create",
                        "--file",
                        mine.resolve("lib/mine.jar").toString(),
                        "-C",
                        classes.toString(),
                        ".");
        assertThat(packed).isZero();

        MaatCommand run = MaatCommand.run(
                mine,
                work,
                "run",
                "--implementation",
                "mine",
                "--payload",
                "32-1000",
                "--seed",
                "1",
                "--out",
                at("run"));

        assertThat(run.exitCode()).as(run.output()).isEqualTo(1);
        assertThat(run.output()).contains("of a static group", "\u2717 agreement: ");
    }

    /** Two copies of one text: the example to copy is what the README shows. */
    @Test
    void theMavenBuildToCopyHoldsTheProviderAndTheManifestOfTheReadme() throws IOException {
        Path example = MaatCommand.root().resolve("impl/examples/java");

        assertThat(example.resolve("manifest.json")).hasContent(snippet("json"));
        assertThat(example.resolve("src/main/java/com/example/MyProvider.java")).hasContent(snippet("java"));
        assertThat(Files.readString(example.resolve("pom.xml"))).contains("<finalName>mine</finalName>");
    }

    private static String contract() {
        return ImplementationJar.placeOf(ImplementationProvider.class).toString();
    }

    private Path zoo() throws IOException {
        String manifest =
                Files.readString(MaatCommand.root().resolve("impl/zoo/src/main/implementation/manifest.json"));
        return ImplementationJar.folder(
                work.resolve("zoo"), manifest, List.of(ZooProvider.class, ReferenceProvider.class));
    }

    private String at(String name) {
        return work.resolve(name).toString();
    }

    private static String readme() throws IOException {
        return Files.readString(MaatCommand.root().resolve("README.md"));
    }

    /** The first block of code in a language. */
    private static String snippet(String language) throws IOException {
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(readme());
        assertThat(block.find()).as("the README has a block of " + language).isTrue();
        return block.group(1);
    }
}
