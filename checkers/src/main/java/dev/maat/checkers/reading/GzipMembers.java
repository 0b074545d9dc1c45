package dev.maat.checkers.reading;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks every member of a gzip stream. The stream of the JDK takes a damaged header of a later member for the end, so that the
 * rest is left out in silence; here damage anywhere is an error.
 */
final class GzipMembers extends InputStream {
    private static final int MAGIC = 0x1f8b;
    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] block = new byte[1 << 16];
    private int from;
    private int to;
    private boolean inMember;
    private boolean ended;

    /** @param in at the beginning of the first member */
    GzipMembers(InputStream in) throws IOException {
        this.in = in;
        header();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            int unpacked = unpack(into, at, length);
            if (unpacked > 0) {
                crc.update(into, at, unpacked);
                return unpacked;
            }
            if (!inMember && (from == to && !fill())) {
                ended = true;
            } else if (!inMember) {
                header();
            }
        }
        return -1;
    }

    private int unpack(byte[] into, int at, int length) throws IOException {
        try {
            while (inMember) {
                int unpacked = inflater.inflate(into, at, length);
                if (unpacked > 0) {
                    return unpacked;
                }
                if (inflater.finished()) {
                    from = to - inflater.getRemaining();
                    trailer();
                } else if (inflater.needsDictionary()) {
                    throw new ZipException("a preset dictionary");
                } else if (inflater.needsInput()) {
                    more();
                    inflater.setInput(block, from, to - from);
                    from = to;
                }
            }
        } catch (DataFormatException damaged) {
            throw new ZipException(damaged.getMessage());
        }
        return 0;
    }

    private void header() throws IOException {
        if (unsigned() << 8 != (MAGIC & 0xff00) || unsigned() != (MAGIC & 0xff) || unsigned() != DEFLATE) {
            throw new ZipException("not a gzip member");
        }
        int flags = unsigned();
        if ((flags & RESERVED) != 0) {
            throw new ZipException("reserved flags of a gzip member");
        }
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(unsigned() | unsigned() << 8);
        }
        for (int text : new int[] {NAME, COMMENT}) {
            while ((flags & text) != 0 && unsigned() != 0) {
                // The name and the comment end with a zero.
            }
        }
        if ((flags & HEADER_CRC) != 0) {
            skip(2);
        }
        inflater.reset();
        inflater.setInput(block, from, to - from);
        from = to;
        crc.reset();
        inMember = true;
    }

    private void trailer() throws IOException {
        long sum = fourBytes();
        long size = fourBytes();
        if (sum != crc.getValue() || size != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw new ZipException("the check sum or the size of a gzip member is wrong");
        }
        inMember = false;
    }

    private long fourBytes() throws IOException {
        return unsigned() | unsigned() << 8 | unsigned() << 16 | (long) unsigned() << 24;
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            unsigned();
        }
    }

    private int unsigned() throws IOException {
        if (from == to) {
            more();
        }
        return block[from++] & 0xff;
    }

    private void more() throws IOException {
        if (!fill()) {
            throw new EOFException("the end of a gzip member is missing");
        }
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(0, in.read(block, 0, block.length));
        return to > 0;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
