package dev.maat.node;

import dev.maat.node.evidence.EvidenceLog;
import dev.maat.node.protocol.Answer;
import dev.maat.node.protocol.Codec;
import dev.maat.node.protocol.LineReader;
import dev.maat.node.protocol.ProtocolException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One control connection. One thread reads commands; another writes answers from a bounded queue, and the evidence from its
 * file. A harness that reads slowly therefore costs no memory, delays no process and misses no line.
 */
final class ControlConnection {
    private static final int MAX_QUEUED_ANSWERS = 4_096;
    private static final int CHUNK_BYTES = 64 << 10;

    /** How long the writer waits for new evidence before it looks for answers, and the other way round. */
    private static final long TURN_MILLIS = 10;

    private final ControlServer server;
    private final Socket socket;
    private final LineReader lines;
    private final BlockingQueue<byte[]> answers = new ArrayBlockingQueue<>(MAX_QUEUED_ANSWERS);
    private volatile @Nullable Thread writer;
    private @Nullable EvidenceLog evidence;
    private long linesToSkip;
    private volatile byte @Nullable [] last;
    private volatile boolean closing;

    /** @param lines of the connection, after its hello */
    ControlConnection(ControlServer server, Socket socket, LineReader lines) {
        this.server = server;
        this.socket = socket;
        this.lines = lines;
    }

    void run(JvmTraces traces) {
        String name = "control-" + socket.getPort();
        Thread writing = Thread.ofPlatform().daemon().name(name + "-writer").unstarted(this::write);
        writer = writing;
        traces.start(Thread.ofPlatform().daemon().name(name + "-reader").unstarted(this::read));
        traces.start(writing);
    }

    /** Queues an answer. A harness that leaves {@link #MAX_QUEUED_ANSWERS} unread loses the connection. */
    void send(Answer answer) {
        if (!answers.offer(Codec.encode(answer))) {
            close();
        }
    }

    /** Queues a beat. One that waits already says as much: beats do not fill the queue of a harness that is busy. */
    void beat(Answer.Beat beat) {
        if (answers.isEmpty() || beat.unscheduledMillis() > 0) {
            send(beat);
        }
    }

    synchronized void follow(EvidenceLog log, long fromLine) {
        if (evidence == null) {
            evidence = log;
            linesToSkip = fromLine;
        } else {
            send(new Answer.Failed("this connection follows the events already"));
        }
    }

    private synchronized @Nullable EvidenceLog evidence() {
        return evidence;
    }

    private void read() {
        try {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                try {
                    server.carryOut(Codec.command(line), this);
                } catch (ProtocolException e) {
                    send(new Answer.Failed(String.valueOf(e.getMessage())));
                }
            }
            close();
        } catch (LineReader.LineTooLongException e) {
            send(new Answer.Failed(String.valueOf(e.getMessage())));
            closing = true;
        } catch (IOException e) {
            close();
        }
    }

    private void write() {
        try (OutputStream out = socket.getOutputStream()) {
            EvidenceLog log = null;
            while (log == null) {
                byte[] bye = last;
                boolean close = closing;
                boolean idle = !writeAnswers(out, TURN_MILLIS);
                if (idle && bye != null) {
                    out.write(bye);
                }
                if (idle && (bye != null || close)) {
                    return;
                }
                log = evidence();
            }
            try (FileChannel file = FileChannel.open(log.file(), StandardOpenOption.READ)) {
                follow(log, file, out);
            }
        } catch (IOException e) {
            // The harness is gone; it may connect again and follow from the last line it had.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    private void follow(EvidenceLog log, FileChannel file, OutputStream out) throws IOException, InterruptedException {
        byte[] chunk = new byte[CHUNK_BYTES];
        long position = 0;
        while (true) {
            long length = log.awaitMore(position, TURN_MILLIS);
            while (position < length) {
                int read =
                        file.read(ByteBuffer.wrap(chunk, 0, (int) Math.min(chunk.length, length - position)), position);
                if (read < 0) {
                    throw new IOException(log.file() + " is shorter than what was written to it");
                }
                position += read;
                int from = skipLines(chunk, read);
                out.write(chunk, from, read - from);
            }
            byte[] bye = last;
            boolean close = closing;
            boolean idle = !writeAnswers(out, 0);
            if (idle && close) {
                return;
            }
            if (idle && length < 0) {
                // The evidence is complete; the last answer follows as soon as it is known.
                if (bye != null) {
                    out.write(bye);
                    return;
                }
                writeAnswers(out, TURN_MILLIS);
            }
        }
    }

    /** How many bytes at the chunk's beginning belong to lines that the harness has already. */
    private int skipLines(byte[] chunk, int length) {
        int at = 0;
        while (linesToSkip > 0 && at < length) {
            if (chunk[at++] == '\n') {
                linesToSkip--;
            }
        }
        return at;
    }

    private boolean writeAnswers(OutputStream out, long waitMillis) throws IOException, InterruptedException {
        byte[] answer = waitMillis == 0 ? answers.poll() : answers.poll(waitMillis, TimeUnit.MILLISECONDS);
        boolean any = answer != null;
        for (; answer != null; answer = answers.poll()) {
            out.write(answer);
        }
        return any;
    }

    /** Sends everything still queued, then this, and closes; returns when that is done, or at the deadline. */
    void finish(Answer lastAnswer, long deadlineNanos) {
        last = Codec.encode(lastAnswer);
        Thread thread = writer;
        if (thread != null) {
            try {
                thread.join(Math.max(1, (deadlineNanos - System.nanoTime()) / 1_000_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void close() {
        server.gone(this);
        try {
            socket.close();
        } catch (IOException e) {
            // The connection is gone either way.
        }
    }
}
