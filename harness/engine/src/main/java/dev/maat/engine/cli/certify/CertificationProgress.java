package dev.maat.engine.cli.certify;

import dev.maat.engine.certify.runs.Event;
import dev.maat.engine.cli.terminal.Terminal;
import dev.maat.engine.cli.terminal.TerminalProgress;
import java.util.function.Consumer;

/** Shows how far a certification is, and every run that did not simply hold. */
final class CertificationProgress implements Consumer<Event>, AutoCloseable {
    private static final int MAX_REASON_CHARS = 300;

    private final TerminalProgress progress;

    /** The stage that a search for a smaller scenario, or further runs of one, interrupt. */
    private String runs = "";

    CertificationProgress(Terminal terminal) {
        this.progress = new TerminalProgress(terminal, System::nanoTime);
    }

    @Override
    public void accept(Event event) {
        switch (event) {
            case Event.Begun begun -> {
                runs = begun.share().words();
                progress.stage(runs);
            }
            case Event.Run run -> {
                String word = run.record().word();
                if (!word.equals("holds")) {
                    String reason = Terminal.harmless(run.record().reason());
                    progress.note("run " + run.record().run() + ", seed "
                            + run.record().seed() + ": " + word
                            + (reason.isEmpty() ? "" : ", ")
                            + reason.substring(0, Math.min(reason.length(), MAX_REASON_CHARS)));
                }
                run.record()
                        .told()
                        .setAside()
                        .forEach(what -> progress.note(
                                "run " + run.record().run() + " was made again alone: " + Terminal.harmless(what)));
                progress.stage(runs);
                progress.at(run.made(), run.planned());
            }
            case Event.Shrinking ignored -> progress.stage("looking for a smaller scenario that violates the same");
            case Event.Again again -> {
                progress.stage("running the violated scenario again");
                progress.at(again.done(), again.of());
            }
        }
    }

    @Override
    public void close() {
        progress.close();
    }
}
