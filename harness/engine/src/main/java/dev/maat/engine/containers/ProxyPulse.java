package dev.maat.engine.containers;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Asks a Toxiproxy again and again whether it is there, and says once that it is not. */
final class ProxyPulse implements AutoCloseable {
    private static final long INTERVAL_MILLIS = 1_000;
    private static final int ANSWER_LIMIT_MILLIS = 3_000;
    /** One answer may be late on a loaded machine; so many in a row are not. */
    private static final int MAX_UNANSWERED = 3;

    private static final int OK = 200;

    private final String url;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("proxy-pulse").unstarted(this::run);
    private Consumer<String> lost = what -> {};

    ProxyPulse(String controlHost, int controlPort) {
        this.url = "http://" + controlHost + ":" + controlPort + "/version";
    }

    /** @param lost called at most once, with a clause */
    void start(Consumer<String> lost) {
        this.lost = lost;
        thread.start();
    }

    private void run() {
        int unanswered = 0;
        try {
            while (unanswered < MAX_UNANSWERED) {
                TimeUnit.MILLISECONDS.sleep(INTERVAL_MILLIS);
                unanswered = answers() ? 0 : unanswered + 1;
            }
        } catch (InterruptedException e) {
            // The run is over.
            return;
        }
        lost.accept("Toxiproxy, which carries the group's links, has not answered " + MAX_UNANSWERED
                + " questions in a row: it was stopped or cut off");
    }

    private boolean answers() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setConnectTimeout(ANSWER_LIMIT_MILLIS);
            connection.setReadTimeout(ANSWER_LIMIT_MILLIS);
            try {
                return connection.getResponseCode() == OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
