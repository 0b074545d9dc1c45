package dev.maat.engine.cli.terminal;

import picocli.CommandLine.IVersionProvider;

/** From the manifest of the engine's own jar. */
public final class Version implements IVersionProvider {
    public static String number() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "unreleased" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "maat " + number(), "Java " + Runtime.version() + ", " + System.getProperty("java.vendor"),
        };
    }
}
