package dev.maat.engine.run;

/** Receives the progress of a run, from any thread. An implementation never throws and never blocks for long. */
public interface Progress {
    /** A new stage has begun: "starting 5 containers", "faults", "liveness", "judging". */
    void stage(String stage);

    /** How much is done. Only the ratio has a meaning, the unit has none: nanoseconds of the run, nodes started. */
    void at(long done, long total);

    /** An event worth a line of its own: "n3 killed", "image maat-node built in 20 s". */
    void note(String line);

    /** Discards everything. */
    Progress SILENT = new Progress() {
        @Override
        public void stage(String stage) {}

        @Override
        public void at(long done, long total) {}

        @Override
        public void note(String line) {}
    };
}
