package dev.maat.engine.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodePlacesTest {
    @TempDir
    private Path temp;

    @Test
    void aChangedClassBehindTheClassPathOfAJarChangesTheDigest() throws IOException {
        Path classes = Files.createDirectories(temp.resolve("classes"));
        Files.writeString(classes.resolve("A.class"), "one");
        Path lib = Files.createDirectories(temp.resolve("implementation/lib"));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(Attributes.Name.CLASS_PATH, classes.toUri() + " absent.jar http://localhost/x.jar");
        new JarOutputStream(Files.newOutputStream(lib.resolve("path.jar")), manifest).close();
        Path folder = temp.resolve("implementation");
        assertThat(CodePlaces.of(folder)).containsExactly(folder, classes);
        String before = Digests.ofPlaces(CodePlaces.of(folder));

        Files.writeString(classes.resolve("A.class"), "two");

        assertThat(Digests.ofPlaces(CodePlaces.of(folder))).isNotEqualTo(before);
    }
}
