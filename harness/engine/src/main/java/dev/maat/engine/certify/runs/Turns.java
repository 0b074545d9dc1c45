package dev.maat.engine.certify.runs;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Lets runs be under way side by side, or one of them alone: then no other begins, and those under way end first. Thread-safe. */
final class Turns {
    /** Fair: a thread that waits for a turn alone gets it before a run that comes later. */
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);

    private final Set<Turn> underWay = new HashSet<>();

    /** A turn of one thread, which closes it. */
    final class Turn implements AutoCloseable {
        private final Lock held;
        private int met;

        private Turn(Lock held) {
            this.held = held;
        }

        /** The other turns that were under way at any time of this one, so far. */
        int met() {
            synchronized (underWay) {
                return met;
            }
        }

        @Override
        public void close() {
            synchronized (underWay) {
                underWay.remove(this);
            }
            held.unlock();
        }
    }

    /** Waits while another has its turn alone. */
    Turn beside() throws InterruptedException {
        return begin(lock.readLock());
    }

    /** Waits until no other is under way. A thread that has a turn ends it first. */
    Turn alone() throws InterruptedException {
        return begin(lock.writeLock());
    }

    private Turn begin(Lock kind) throws InterruptedException {
        kind.lockInterruptibly();
        Turn turn = new Turn(kind);
        synchronized (underWay) {
            turn.met = underWay.size();
            underWay.forEach(other -> other.met++);
            underWay.add(turn);
        }
        return turn;
    }
}
