package dev.maat.node.implementation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.contract.ProtocolCore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImplementationsTest {
    private static final String CURIOUS = """
            package other;
            import dev.maat.contract.*;
            import java.util.Map;
            public final class Curious implements ImplementationProvider.Pure {
                public ProtocolCore newCore(String name, Map<String, String> options) {
                    try {
                        Class.forName(options.get("want"));
                    } catch (ClassNotFoundException e) {
                        throw new IllegalArgumentException("hidden");
                    }
                    return (now, input, effects) -> {};
                }
            }
            """;

    @TempDir
    Path dir;

    @Test
    void anImplementationSeesOnlyTheJdkAndTheContract() throws IOException {
        FolderBuilder.build(
                dir.resolve("curious"),
                FolderBuilder.manifestOf("other.Curious", List.of("curious")),
                "other.Curious",
                CURIOUS);
        try (LoadedImplementation loaded =
                Implementations.scan(dir).find("curious").load()) {
            assertThat(loaded.isPure()).isTrue();
            for (String seen : List.of("java.sql.Connection", "dev.maat.contract.View", "other.Curious")) {
                ProtocolCore core = loaded.newCore(Map.of("want", seen));
                assertThat(core.getClass().getClassLoader()).isSameAs(loaded.classLoader());
            }
            for (String hidden : List.of(
                    "com.fasterxml.jackson.databind.ObjectMapper",
                    "dev.maat.node.implementation.Manifest",
                    "org.junit.jupiter.api.Test")) {
                assertThatThrownBy(() -> loaded.newCore(Map.of("want", hidden))).hasMessage("hidden");
            }
            assertThatThrownBy(() -> loaded.newMember(Map.of())).hasMessageContaining("pure core");
        }
    }

    @Test
    void aNameThatIsUnknownIsAnsweredByThoseThatThereAreAndTheWayToAddOnesOwn() throws IOException {
        FolderBuilder.manifest(
                dir.resolve("some"), FolderBuilder.manifestOf("x.Y", List.of("one", "zoo:ghost", "zoo:tail")));
        Implementations some = Implementations.scan(dir);

        assertThatThrownBy(() -> some.find("mine"))
                .isInstanceOf(ImplementationException.class)
                .hasMessageStartingWith("no implementation is called 'mine'; there are: one, zoo:\u2026 (")
                .hasMessageContaining("MAAT_IMPLEMENTATIONS");
    }

    @Test
    void aFolderThatIsNotThereIsNamedWithoutTheNameOfAnException() {
        assertThatThrownBy(() -> Implementations.scan(dir.resolve("nowhere")))
                .isInstanceOf(ImplementationException.class)
                .hasMessage(dir.resolve("nowhere") + ": there is no such folder");
    }

    private Implementation offered(String keys) throws IOException {
        String manifest = FolderBuilder.manifestOf("x.Y", List.of("one")).replace("\"claims\"", keys + ",\"claims\"");
        return Implementations.scan(FolderBuilder.manifest(dir.resolve("one"), manifest))
                .find("one");
    }

    @Test
    void aManifestSaysWhichFaultsAreSurvivedAndWhichOptionsMayBeDrawn() throws IOException {
        Implementation one = offered(
                "\"survives\":[\"corruption\"],\"drawn\":{\"window\":[\"16\",\"64\"],\"suspicionMillis\":[\"300\"]}");

        assertThat(one.survives()).containsExactly(Implementation.CORRUPTION);
        assertThat(one.drawn())
                .containsExactly(
                        Map.entry("window", List.of("16", "64")), Map.entry("suspicionMillis", List.of("300")));
        assertThat(offered("\"membership\":\"primary\"").survives()).isEmpty();
    }

    @Test
    void aManifestWithWrongDrawsIsRefusedWithTheReason() {
        assertThatThrownBy(() -> offered("\"survives\":[\"floods\"]"))
                .hasMessageContaining("[corruption, long-states]");
        assertThatThrownBy(() -> offered("\"drawn\":{}")).hasMessageContaining("at least one option");
        assertThatThrownBy(() -> offered("\"drawn\":{\"window\":[16]}")).hasMessageContaining("'window' must be");
        assertThatThrownBy(() -> offered("\"drawn\":{\"window\":[]}")).hasMessageContaining("'window' must be");
        assertThatThrownBy(() -> offered("\"drawn\":{\"ordering\":[\"fifo\"]}"))
                .hasMessageContaining("'ordering', which a run sets by itself");
    }

    @Test
    void everyOfferOfAManifestIsFoundInTheOrderOfTheFolders() throws IOException {
        FolderBuilder.manifest(dir.resolve("b"), FolderBuilder.manifestOf("x.Y", List.of("two", "zoo:three")));
        FolderBuilder.manifest(dir.resolve("a"), FolderBuilder.manifestOf("x.Y", List.of("one")));
        Files.createDirectories(dir.resolve("no-implementation"));
        Implementations found = Implementations.scan(dir);
        assertThat(found.all()).extracting(Implementation::name).containsExactly("one", "two", "zoo:three");
        Implementation one = found.find("one");
        assertThat(one.claim("fifo")).containsExactly("reliable");
        assertThat(one.membership()).isEqualTo("primary");
        assertThatThrownBy(() -> one.claim("total"))
                .hasMessageContaining("'total'")
                .hasMessageContaining("[fifo]");
        assertThatThrownBy(() -> found.find("four"))
                .isInstanceOf(ImplementationException.class)
                .hasMessageContaining("one, two, zoo:three");
        assertThatThrownBy(one::load).hasMessageContaining("lib").hasMessageContaining("mvn package");
    }

    @Test
    void aClaimMayDependOnTheDeliveryAndABareOneIsOfPlainDelivery() throws IOException {
        String manifest = FolderBuilder.manifestOf("x.Y", List.of("one", "two"));
        String byDelivery = "{\"plain\":\"reliable\",\"uniform\":[\"reliable\",\"uniform-agreement\"]}";
        FolderBuilder.manifest(dir.resolve("a"), manifest.replaceFirst("\"reliable\"", byDelivery));

        Implementation one = Implementations.scan(dir).find("one");
        Implementation two = Implementations.scan(dir).find("two");
        assertThat(one.claim("fifo")).containsExactly("reliable");
        assertThat(one.claim("fifo", "uniform")).containsExactly("reliable", "uniform-agreement");
        assertThat(two.claim("fifo", "plain")).isEqualTo(two.claim("fifo"));
        assertThatThrownBy(() -> two.claim("fifo", "uniform"))
                .hasMessage("implementation two offers no uniform delivery in fifo order; it offers [plain]");
    }

    @Test
    void aRunThatNamesNoDeliveryGetsPlainOneOrElseTheFirstThatIsOffered() throws IOException {
        String manifest = FolderBuilder.manifestOf("x.Y", List.of("both", "uniform"));
        String both = "{\"uniform\":\"reliable\",\"plain\":\"reliable\"}";
        String uniform = "{\"uniform\":\"uniform-agreement\"}";
        FolderBuilder.manifest(
                dir.resolve("a"),
                manifest.replaceFirst("\"reliable\"", both).replaceFirst("\"reliable\"}}]", uniform + "}}]"));

        Implementations found = Implementations.scan(dir);

        assertThat(found.find("both").usualDelivery("fifo")).isEqualTo("plain");
        assertThat(found.find("uniform").usualDelivery("fifo")).isEqualTo("uniform");
    }

    @Test
    void severalProfilesAndPropertiesCanBeClaimedForOneOrdering() throws IOException {
        String manifest = FolderBuilder.manifestOf("x.Y", List.of("one"));
        FolderBuilder.manifest(dir.resolve("a"), manifest.replace("\"reliable\"", "[\"reliable\",\"causal\"]"));

        assertThat(Implementations.scan(dir).find("one").claim("fifo")).containsExactly("reliable", "causal");
    }

    @Test
    void aStaticGroupMayResume() throws IOException {
        String manifest = FolderBuilder.manifestOf("x.Y", List.of("one"));
        FolderBuilder.manifest(
                dir.resolve("a"),
                manifest.replace("\"claims\"", "\"membership\":\"static\",\"recovery\":\"resume\",\"claims\""));
        FolderBuilder.manifest(dir.resolve("b"), manifest.replace("one", "two"));

        Implementation one = Implementations.scan(dir).find("one");
        Implementation two = Implementations.scan(dir).find("two");
        assertThat(one.isStatic()).isTrue();
        assertThat(one.resumes()).isTrue();
        assertThat(two.isStatic()).isFalse();
        assertThat(two.recovery()).isEqualTo("none");
    }

    @Test
    void aStaticGroupCannotClaimAProfileThatAsksForViews() throws IOException {
        String manifest = FolderBuilder.manifestOf("x.Y", List.of("one"))
                .replace("\"claims\"", "\"membership\":\"static\",\"claims\"");
        for (String claim : List.of("atomic", "membership", "extended", "membership-precision")) {
            FolderBuilder.manifest(dir, manifest.replace("\"reliable\"", "[\"reliable\",\"" + claim + "\"]"));

            assertThatThrownBy(() -> Implementations.scan(dir))
                    .hasMessageContaining("names " + claim + ", which asks for views")
                    .hasMessageContaining(
                            "reliable, reliable-fifo, reliable-causal, total-order-broadcast, total-order-broadcast-uniform");
        }
    }

    @Test
    void twoFoldersCannotOfferOneName() throws IOException {
        FolderBuilder.manifest(dir.resolve("a"), FolderBuilder.manifestOf("x.Y", List.of("same")));
        FolderBuilder.manifest(dir.resolve("b"), FolderBuilder.manifestOf("x.Y", List.of("same")));
        assertThatThrownBy(() -> Implementations.scan(dir))
                .hasMessageContaining("'same'")
                .hasMessageContaining("a/manifest.json")
                .hasMessageContaining("b/manifest.json");
    }

    @Test
    void aProgramOffersWhatItCanRunInAndIsNotLoaded() throws IOException {
        String manifest = FolderBuilder.manifestOf("x.Y", List.of("one"));
        String program = manifest.replace("\"provider\":\"x.Y\"", "\"command\":[\"python3\",\"node.py\"]");
        FolderBuilder.manifest(dir, program.replace("[\"containers\"]", "[\"processes\"]"));

        Implementation one = Implementations.scan(dir).find("one");

        assertThat(one.program()).isEqualTo(new Program.Command(List.of("python3", "node.py"), null));
        try (LoadedImplementation loaded = one.load()) {
            assertThat(loaded.isPure()).isFalse();
            assertThat(loaded.feedbackStudy()).isEmpty();
            assertThatThrownBy(() -> loaded.newMember(Map.of()))
                    .isInstanceOf(ImplementationException.class)
                    .hasMessageContaining("a program of its own");
        }
        FolderBuilder.manifest(dir, program.replace("[\"containers\"]", "[\"simulation\"]"));
        assertThatThrownBy(() -> Implementations.scan(dir)).hasMessageContaining("never in simulation");
    }

    @Test
    void aMissingProviderIsNamed() throws IOException {
        FolderBuilder.build(
                dir.resolve("curious"),
                FolderBuilder.manifestOf("other.Absent", List.of("absent")),
                "other.Curious",
                CURIOUS);
        Implementation absent = Implementations.scan(dir).find("absent");
        assertThatThrownBy(absent::load)
                .isInstanceOf(ImplementationException.class)
                .hasMessageContaining("other.Absent")
                .hasMessageContaining("none of the jars");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "format":"maat-implementation" | "format":"mat"          | 'format' must be
            "version":1,"provider"         | "version":2,"provider"  | 'version' must be 1
            "provider":"x.Y"               | "provider":"x y"        | name of a class
            "provider":"x.Y"               | "providr":"x.Y"         | unknown key 'providr'
            "provider":"x.Y"               | "provider":7            | 'provider' is missing or is no text
            "provider":"x.Y"               | "provider":"x.Y","command":["./node"] | either a 'provider'
            "provider":"x.Y"               | "command":[]            | a list of 1 to 64 words
            "provider":"x.Y"               | "command":"node.py"     | a list of 1 to 64 words
            "provider":"x.Y"               | "command":["a",7]       | a list of words
            "provider":"x.Y"               | "command":["a"]         | runs in containers need an 'image'
            "provider":"x.Y"               | "image":"Not An Image"  | the name of a container image
            ["containers"]                 | ["cloud"]               | 'deployments' must be
            "tcp"]                         | "tcp","tcp"]            | 'transports' must be
            "name":"one"                   | "name":"../one"         | 'name' must be
            "claims"                       | "membership":"secret","claims" | 'membership' must be one of
            "claims"                       | "recovery":"soon","claims"     | 'recovery' must be one of
            "claims"                       | "recovery":"resume","claims"   | which only a static group can have
            {"fifo":"reliable"}            | {}                      | 'claims' of one
            {"fifo":"reliable"}            | {"fifo":[]}             | is an empty list
            {"fifo":"reliable"}            | {"fifo":["reliable",7]} | must be a profile's name, or a list
            {"fifo":"reliable"}            | {"fifo":1}              | a profile's name
            {"fifo":"reliable"}            | {"fifo":{}}             | is empty; it is given by delivery, plain or uniform
            {"fifo":"reliable"}            | {"fifo":{"safe":"reliable"}} | unknown key 'safe'
            {"fifo":"reliable"}            | {"fifo":{"plain":[]}}   | 'fifo', 'plain' of one is an empty list
            "claims"                       | "name":"two","claims"   | is not JSON
            ]}                             | ]                       | line 1
            """)
    void aManifestThatIsWrongSaysWhereAndWhat(String right, String wrong, String message) throws IOException {
        String manifest = FolderBuilder.manifestOf("x.Y", List.of("one"));
        assertThat(manifest).contains(right);
        FolderBuilder.manifest(dir, manifest.replace(right, wrong));
        assertThatThrownBy(() -> Implementations.scan(dir))
                .isInstanceOf(ImplementationException.class)
                .hasMessageContaining("manifest.json")
                .hasMessageContaining(message);
    }
}
