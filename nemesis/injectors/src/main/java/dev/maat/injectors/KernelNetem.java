package dev.maat.injectors;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Whether this machine's kernel has the queueing discipline that delays, copies and reorders packets. */
public enum KernelNetem {
    PRESENT,
    MISSING,
    /** Only root can find out, with {@code tc} and {@code unshare}. */
    UNKNOWN;

    private static final long LIMIT_SECONDS = 10;
    private static final String[] TRY_IT = {
        "unshare", "--net", "tc", "qdisc", "add", "dev", "lo", "root", "netem", "delay", "1ms"
    };

    /** Tries it in a network namespace that is gone again when this returns. */
    public static KernelNetem look() {
        try {
            Process process =
                    new ProcessBuilder(TRY_IT).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said;
            try (InputStream output = process.getInputStream()) {
                said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            }
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return UNKNOWN;
            }
            return of(process.exitValue(), said);
        } catch (IOException e) {
            return UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }

    static KernelNetem of(int exitCode, String said) {
        if (exitCode == 0) {
            return PRESENT;
        }
        return said.contains("qdisc kind is unknown") ? MISSING : UNKNOWN;
    }

    /** How it is got; empty where it is there. */
    public String remedy() {
        return switch (this) {
            case PRESENT -> "";
            case MISSING, UNKNOWN ->
                "'modprobe sch_netem'; where that finds none, a kernel built with CONFIG_NET_SCH_NETEM (Debian's and Ubuntu's are;"
                        + " Fedora has it in kernel-modules-extra)";
        };
    }
}
