package dev.maat.suites;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A version that stands in several files, which cannot share it, is the same in all. */
class VersionsTest {
    private static String version(String file, String pattern) throws IOException {
        Matcher matcher = Pattern.compile(pattern)
                .matcher(Files.readString(MaatCommand.root().resolve(file)));
        assertThat(matcher.find()).as("%s has %s", file, pattern).isTrue();
        return matcher.group(1);
    }

    @Test
    void theServerOfNatsIsOfTheVersionThatItsManifestAndTheTableTell() throws IOException {
        String required = version("impl/nats/go.mod", "nats-server/v2 v([0-9.]+)");

        assertThat(version("impl/nats/manifest.json", "\"version\": \"([0-9.]+)\""))
                .isEqualTo(required);
        assertThat(version("impl/ALTERNATES.md", "NATS JetStream ([0-9.]+),")).isEqualTo(required);
    }

    @Test
    void pySyncObjIsOfTheVersionThatItsManifestAndTheTableTell() throws IOException {
        String required = version("impl/pysyncobj/requirements.txt", "pysyncobj==([0-9.]+)");

        assertThat(version("impl/pysyncobj/manifest.json", "\"version\": \"([0-9.]+)\""))
                .isEqualTo(required);
        assertThat(version("impl/ALTERNATES.md", "PySyncObj ([0-9.]+),")).isEqualTo(required);
    }

    @Test
    void theSampleProjectHasTheJUnitOfTheSuites() throws IOException {
        String pattern = "<junit\\.version>(.*)</junit\\.version>";

        assertThat(version("harness/junit/sample/pom.xml", pattern)).isEqualTo(version("pom.xml", pattern));
    }
}
