package dev.syncline.jdbc.crash;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between the engine and a server, and breaks what passes. */
final class TcpProxy implements Closeable {
  private final ServerSocket listener;
  private final int server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Set<Socket> swallowed = ConcurrentHashMap.newKeySet();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicInteger commits = new AtomicInteger();
  private volatile Mode mode = Mode.PASS;
  private volatile long cutAt = Long.MAX_VALUE;
  private volatile long swallowAt = Long.MAX_VALUE;
  private volatile int lostCommit = -1;
  private volatile int cuts;

  /** What becomes of connections. */
  enum Mode {
    PASS,
    /** Nobody gets in. */
    REFUSE
  }

  TcpProxy(int server) throws IOException {
    this.server = server;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    run("proxy", this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  void mode(Mode next) {
    mode = next;
  }

  /** Resets all connections once so many more bytes were sent to the server. */
  void cutAfter(long bytes) {
    cutAt = sent.get() + bytes;
  }

  /** Lets nothing through any more, either way, on connections that are open by then. */
  void swallowAfter(long bytes) {
    swallowAt = sent.get() + bytes;
  }

  /** Lets the n-th COMMIT from now on through, but resets the connection instead of its answer. */
  void loseTheAnswerToCommit(int nth) {
    lostCommit = commits.get() + nth;
  }

  /** How often connections were broken. */
  int cuts() {
    return cuts;
  }

  private static void run(String name, Work work) {
    var thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // A connection, or the proxy itself, came to its end.
                return;
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  private interface Work {
    void run() throws IOException;
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listener.accept();
      open.add(client);
      if (mode == Mode.REFUSE) {
        reset(client);
        continue;
      }
      var there = new Socket(InetAddress.getLoopbackAddress(), server);
      open.add(there);
      var answerLost = new AtomicInteger();
      run("proxy-up", () -> up(client, there, answerLost));
      run("proxy-down", () -> down(there, client, answerLost));
    }
  }

  private void up(Socket client, Socket there, AtomicInteger answerLost) throws IOException {
    InputStream in = client.getInputStream();
    OutputStream out = there.getOutputStream();
    byte[] buffer = new byte[4096];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      long total = sent.addAndGet(n);
      if (total >= swallowAt) {
        swallowAt = Long.MAX_VALUE;
        cuts++;
        swallowed.addAll(open);
      }
      if (swallowed.contains(client)) {
        continue;
      }
      if (total >= cutAt) {
        cutAt = Long.MAX_VALUE;
        cutAll();
        return;
      }
      if (commits(new String(buffer, 0, n, StandardCharsets.ISO_8859_1))
          && commits.incrementAndGet() == lostCommit) {
        answerLost.set(1);
      }
      out.write(buffer, 0, n);
    }
    there.close();
  }

  /** The isolation level READ COMMITTED is none. */
  private static boolean commits(String sent) {
    return sent.replace("COMMITTED", "").contains("COMMIT");
  }

  private void down(Socket there, Socket client, AtomicInteger answerLost) throws IOException {
    InputStream in = there.getInputStream();
    OutputStream out = client.getOutputStream();
    byte[] buffer = new byte[4096];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      if (answerLost.get() == 1) {
        // The server has answered, so the commit is done; only the client will never know.
        cuts++;
        reset(there);
        reset(client);
        return;
      }
      if (!swallowed.contains(client)) {
        out.write(buffer, 0, n);
      }
    }
    client.close();
  }

  private synchronized void cutAll() throws IOException {
    cuts++;
    for (Socket socket : open) {
      reset(socket);
    }
    open.clear();
  }

  private static void reset(Socket socket) throws IOException {
    if (!socket.isClosed()) {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cutAll();
  }
}
