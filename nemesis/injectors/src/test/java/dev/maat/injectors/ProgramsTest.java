package dev.maat.injectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {
    @TempDir
    Path root;

    private Path bin;
    private Path sbin;

    @BeforeEach
    void makeFolders() throws IOException {
        bin = Files.createDirectory(root.resolve("bin"));
        sbin = Files.createDirectory(root.resolve("sbin"));
    }

    private static Path program(Path folder, String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    @Test
    void aProgramOfTheAdministratorIsFoundWhereThePathHasOnlyTheFolderBesideIt() throws IOException {
        Path nft = program(sbin, "nft");

        assertThat(Programs.onPath(bin.toString()).find("nft")).isEqualTo(nft);
        assertThat(Programs.onPath(root.resolve("elsewhere").toString()).find("nft"))
                .isNull();
    }

    @Test
    void thePathComesFirst() throws IOException {
        Path nft = program(bin, "nft");
        program(sbin, "nft");

        assertThat(Programs.onPath("::" + bin).find("nft")).isEqualTo(nft);
    }

    @Test
    void foldersAndFilesThatAreNotExecutableAreNoPrograms() throws IOException {
        Files.createDirectory(bin.resolve("nft"));
        Files.writeString(bin.resolve("tc"), "");

        assertThat(Programs.in(bin).lacking("nft", "tc")).containsExactly("nft", "tc");
    }

    @Test
    void aCommandIsRunByTheAbsolutePathOfItsProgram() throws IOException {
        Path nft = program(sbin, "nft");

        assertThat(Programs.onPath(bin.toString()).resolve(List.of("nft", "list")))
                .containsExactly(nft.toString(), "list");
        assertThat(Programs.in(bin).resolve(List.of("nft", "list"))).containsExactly("nft", "list");
    }

    @Test
    void withoutAPathTheUsualFoldersAreSearched() {
        assertThat(Programs.onPath(null).find("sh")).isNotNull();
    }
}
