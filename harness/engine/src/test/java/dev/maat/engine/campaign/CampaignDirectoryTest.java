package dev.maat.engine.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.engine.run.ArgumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CampaignDirectoryTest {
    @TempDir
    Path temp;

    @Test
    void aFolderThatIsRefusedKeepsAllItsSeeds() throws IOException {
        CampaignDirectory campaign = CampaignDirectory.create(temp.resolve("c"));
        campaign.seed(1);
        campaign.seed(2);
        Files.writeString(campaign.totals(), "{}");
        Path notes = Files.writeString(temp.resolve("c/seed-2/notes.txt"), "mine");

        assertThatThrownBy(() -> CampaignDirectory.create(temp.resolve("c")))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("notes.txt");

        assertThat(notes).hasContent("mine");
        assertThat(temp.resolve("c/seed-1")).isDirectory();
        assertThat(campaign.totals()).hasContent("{}");
    }

    @Test
    void aLinkInPlaceOfTheMarkIsNotFollowed() throws IOException {
        Path precious = Files.writeString(temp.resolve("precious.txt"), "mine");
        Path folder = Files.createDirectories(temp.resolve("c"));
        Files.createSymbolicLink(folder.resolve(".maat-results"), precious);

        assertThatThrownBy(() -> CampaignDirectory.create(folder)).isInstanceOf(ArgumentException.class);

        assertThat(precious).hasContent("mine");
    }
}
