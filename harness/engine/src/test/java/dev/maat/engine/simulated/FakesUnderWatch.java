package dev.maat.engine.simulated;

import dev.maat.engine.fake.FakeImplementation;
import dev.maat.node.implementation.Implementations;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests that run the fake implementations, whose calls may take no more than 2 s. */
abstract class FakesUnderWatch {
    @TempDir
    Path temp;

    Implementations implementations;

    @BeforeAll
    static void shortenTheWatch() {
        System.setProperty(CallWatch.LIMIT_SECONDS, "2");
    }

    @AfterAll
    static void restoreTheWatch() {
        System.clearProperty(CallWatch.LIMIT_SECONDS);
    }

    @BeforeEach
    void makeTheFolder() throws IOException {
        implementations = Implementations.scan(FakeImplementation.in(temp.resolve("fake")));
    }
}
