package dev.maat.engine.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.simulated.FileSeal.Seal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSealTest {
    private static final long POINT = 0x1234_5678_9abc_def0L;

    @TempDir
    Path temp;

    private final byte[] bytes = new byte[100_003];

    private Seal sealedInPieces(int pieceBytes) {
        FileSeal seal = new FileSeal(POINT);
        for (int at = 0; at < bytes.length; at += pieceBytes) {
            seal.update(bytes, at, Math.min(pieceBytes, bytes.length - at));
        }
        return seal.seal();
    }

    @Test
    void theSealOfAFileDoesNotDependOnThePiecesThatItWasWrittenIn() throws IOException {
        new Random(1).nextBytes(bytes);
        Path file = Files.write(temp.resolve("file"), bytes);

        assertThat(FileSeal.isIntact(file, sealedInPieces(1), POINT)).isTrue();
        assertThat(FileSeal.isIntact(file, sealedInPieces(4_099), POINT)).isTrue();
    }

    @Test
    void everyAlterationIsNoticed() throws IOException {
        new Random(2).nextBytes(bytes);
        Seal seal = sealedInPieces(bytes.length);
        Path file = temp.resolve("file");
        for (int at : new int[] {0, 1, 6, 7, 50_000, bytes.length - 1}) {
            byte[] altered = bytes.clone();
            altered[at] ^= (byte) 0x80;
            Files.write(file, altered);
            assertThat(FileSeal.isIntact(file, seal, POINT)).as("byte %d", at).isFalse();
        }
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length + 1));
        assertThat(FileSeal.isIntact(file, seal, POINT)).isFalse();
        Files.delete(file);
        assertThat(FileSeal.isIntact(file, seal, POINT)).isFalse();
    }

    @Test
    void aLinkInTheFilesPlaceIsNotFollowed() throws IOException {
        Path elsewhere = Files.write(temp.resolve("elsewhere"), bytes);
        Path link = Files.createSymbolicLink(temp.resolve("link"), elsewhere);

        assertThat(FileSeal.isIntact(link, sealedInPieces(bytes.length), POINT)).isFalse();
    }

    @Test
    void theDigestDependsOnTheSecretPoint() {
        FileSeal other = new FileSeal(POINT + 1);
        new Random(3).nextBytes(bytes);
        other.update(bytes, 0, bytes.length);

        assertThat(other.seal()).isNotEqualTo(sealedInPieces(bytes.length));
    }
}
