package dev.maat.engine.containers.needs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The one command that installs programs on this machine, in the words of its package manager. */
final class Installation {
    /** How a package manager is asked, and the packages whose names differ from the program's. */
    private record Manager(String program, String install, Map<String, String> packages) {}

    private static final List<Manager> MANAGERS = List.of(
            new Manager(
                    "apt-get",
                    "apt-get install -y",
                    Map.of(
                            "nft", "nftables",
                            "nsenter", "util-linux",
                            "unshare", "util-linux",
                            "dockerd", "docker.io",
                            "ldd", "libc-bin",
                            "sleep", "coreutils",
                            "sh", "dash",
                            "mvn", "maven",
                            "chromedriver", "chromium-driver")),
            new Manager(
                    "dnf",
                    "dnf install -y",
                    Map.of(
                            "nft", "nftables",
                            "nsenter", "util-linux-core",
                            "unshare", "util-linux-core",
                            "dockerd", "moby-engine",
                            "ldd", "glibc-common",
                            "sleep", "coreutils",
                            "sh", "bash",
                            "mvn", "maven")),
            new Manager(
                    "zypper",
                    "zypper install -y",
                    Map.of(
                            "nft", "nftables",
                            "nsenter", "util-linux",
                            "unshare", "util-linux",
                            "dockerd", "docker",
                            "ldd", "glibc",
                            "sleep", "coreutils",
                            "sh", "bash",
                            "mvn", "maven")),
            new Manager(
                    "pacman",
                    "pacman -S --noconfirm",
                    Map.of(
                            "nft", "nftables",
                            "nsenter", "util-linux",
                            "unshare", "util-linux",
                            "dockerd", "docker",
                            "ldd", "glibc",
                            "sleep", "coreutils",
                            "sh", "bash",
                            "mvn", "maven",
                            "chromedriver", "chromium")),
            new Manager(
                    "apk",
                    "apk add",
                    Map.of(
                            "nft", "nftables",
                            "nsenter", "util-linux",
                            "unshare", "util-linux",
                            "dockerd", "docker",
                            "ldd", "musl-utils",
                            "mvn", "maven",
                            "chromedriver", "chromium-chromedriver")));

    private Installation() {}

    /** A command that installs all of these programs; their names alone where no package manager is known. */
    static String of(Collection<String> programs, Machine machine) {
        for (Manager manager : MANAGERS) {
            if (machine.program(manager.program()).isPresent()) {
                Set<String> packages = new LinkedHashSet<>();
                programs.forEach(one -> packages.add(manager.packages().getOrDefault(one, one)));
                return "'" + (machine.isRoot() ? "" : "sudo ") + manager.install() + " " + String.join(" ", packages)
                        + "'";
            }
        }
        return "install " + words(programs);
    }

    /** "nft", "nsenter and nft", "nsenter, unshare and nft". */
    static String words(Collection<String> names) {
        List<String> all = new ArrayList<>(names);
        if (all.size() < 2) {
            return String.join("", all);
        }
        return String.join(", ", all.subList(0, all.size() - 1)) + " and " + all.getLast();
    }
}
