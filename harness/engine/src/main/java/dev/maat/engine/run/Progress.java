package dev.maat.engine.run;

/** Told how a run gets on, from any thread; never throws, never blocks for long. */
public interface Progress {
    /** A new stage has begun: "starting 5 containers", "faults", "liveness", "judging". */
    void stage(String what);

    /** How far the run is, in units that only their ratio makes sense of: nanoseconds of the run, nodes started. */
    void at(long done, long total);

    /** Something worth a line of its own: "n3 killed", "image maat-node built in 20 s". */
    void note(String line);

    /** Tells nobody. */
    Progress SILENT = new Progress() {
        @Override
        public void stage(String what) {}

        @Override
        public void at(long done, long total) {}

        @Override
        public void note(String line) {}
    };
}
