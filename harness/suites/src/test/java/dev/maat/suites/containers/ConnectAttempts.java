package dev.maat.suites.containers;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * A program beside a node's process, in the same container, that does as a failure detector which connects anew: it listens on a
 * port of its own, and connects to ports of a peer again and again. It prints a line for each attempt: {@code "7800 silent"}.
 */
final class ConnectAttempts {
    static final String LISTENING = "listening";
    private static final int LIMIT_MILLIS = 1_500;
    private static final long INTERVAL_MILLIS = 150;

    private ConnectAttempts() {}

    /** @param args the port to listen on, then perhaps the address of a peer and its ports */
    public static void main(String[] args) throws Exception {
        ServerSocket own = new ServerSocket(Integer.parseInt(args[0]));
        Thread.ofPlatform().daemon().start(() -> accept(own));
        print(LISTENING);
        while (true) {
            for (int i = 2; i < args.length; i++) {
                print(args[i] + " " + attempt(args[1], Integer.parseInt(args[i])));
            }
            Thread.sleep(INTERVAL_MILLIS);
        }
    }

    private static void accept(ServerSocket own) {
        while (true) {
            try (Socket accepted = own.accept()) {
                accepted.shutdownOutput();
            } catch (IOException e) {
                print("accept: " + e.getMessage());
                return;
            }
        }
    }

    private static String attempt(String address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), LIMIT_MILLIS);
            return "connected";
        } catch (SocketTimeoutException e) {
            return "silent";
        } catch (ConnectException e) {
            return "refused";
        } catch (IOException e) {
            return "failed";
        }
    }

    private static void print(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
