package dev.maat.engine.cli.certify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.cli.CommandRun;
import dev.maat.engine.fake.FakeImplementation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A signed bundle of two simulated runs, as the command makes it.
 *
 * @param implementation the folder that was certified
 * @param publicKey of the key that signed
 * @param otherKey of a key that signed nothing
 */
record GoodBundle(Path file, Path implementation, Path publicKey, Path otherKey) {
    /** Certifies a fake in a folder. */
    static GoodBundle in(Path folder) throws Exception {
        Path implementation = FakeImplementation.in(folder.resolve("fake"));
        KeyPair signing = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Path key = pem(
                "PRIVATE KEY", folder.resolve("key.pem"), signing.getPrivate().getEncoded());
        CommandRun made = certify(implementation, "fake", folder.resolve("made"), "--all", "--sign", key.toString());
        assertThat(made.code()).as(made.toString()).isIn(0, 1, 2);
        return new GoodBundle(
                folder.resolve("made/bundle.maat-bundle.zip"),
                implementation,
                pem("PUBLIC KEY", folder.resolve("pub.pem"), signing.getPublic().getEncoded()),
                pem("PUBLIC KEY", folder.resolve("other.pem"), other.getPublic().getEncoded()));
    }

    /** Certifies two short runs of a fake by the profile of membership. */
    static CommandRun certify(Path implementation, String name, Path out, String... more) {
        List<String> command = new ArrayList<>(List.of(
                "certify", name, "--profile", "membership", "--seeds", "2", "--battery", "0", "--duration", "500ms"));
        command.addAll(List.of("--seed", "11", "--out", out.toString()));
        command.addAll(List.of(more));
        return CommandRun.of(List.of(implementation), command.toArray(String[]::new));
    }

    private static Path pem(String label, Path file, byte[] der) throws IOException {
        return Files.writeString(
                file,
                "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + label
                        + "-----\n");
    }

    OpenedBundle opened() throws IOException {
        return OpenedBundle.of(file);
    }

    /** Verifies a file where no implementation is at hand. */
    static CommandRun verify(Path file, String... more) {
        List<String> command = new ArrayList<>(List.of("verify", file.toString()));
        command.addAll(List.of(more));
        return CommandRun.of(List.of(), command.toArray(String[]::new));
    }

    /** Verifies a file and makes its runs again. */
    CommandRun replay(Path bundle) {
        return CommandRun.of(List.of(implementation), "verify", bundle.toString(), "--replay");
    }
}
