package dev.maat.engine.cli.shell;

import picocli.CommandLine.IVersionProvider;

/** The version, from the manifest of the engine's jar. */
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
