package dev.bellhop.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The command line as its user has it: a process, on the tests' class path. */
final class Cli {
  /** What a process has left. */
  record Result(int exitCode, String out, String err) {}

  private Cli() {}

  /** Runs a command to its end. */
  static Result run(Object... arguments) {
    return new Running(List.of(), arguments).result();
  }

  /** Starts a command, behind a prefix such as {@code unshare}. */
  static Running start(List<String> prefix, Object... arguments) {
    return new Running(prefix, arguments);
  }

  /** A command that is under way. Closing ends its process, whatever it does. */
  static final class Running implements AutoCloseable {
    private final Process process;
    private final StringBuffer out = new StringBuffer();
    private final CompletableFuture<Void> outEnd;
    private final CompletableFuture<String> err;

    private Running(List<String> prefix, Object... arguments) {
      List<String> command = new ArrayList<>(prefix);
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of(System.getProperty("bellhop.jvm.args").split(" ")));
      // As the launcher has it: a process that lives for seconds gains nothing from more.
      command.add("-XX:TieredStopAtLevel=1");
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
      for (Object argument : arguments) {
        command.add(argument.toString());
      }
      try {
        process = new ProcessBuilder(command).start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      outEnd = CompletableFuture.runAsync(this::readOut, Thread::startVirtualThread);
      err =
          CompletableFuture.supplyAsync(
              () -> all(process.getErrorStream()), Thread::startVirtualThread);
    }

    private void readOut() {
      try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
        char[] some = new char[8192];
        for (int count = reader.read(some); count >= 0; count = reader.read(some)) {
          synchronized (out) {
            out.append(some, 0, count);
            out.notifyAll();
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        synchronized (out) {
          out.notifyAll();
        }
      }
    }

    private static String all(InputStream in) {
      try (in) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Waits until it has printed this. */
    void awaitOutput(String text) throws InterruptedException {
      if (!prints(text, Duration.ofMinutes(10))) {
        throw new AssertionError("ended without \"" + text + "\":\n" + out + err.join());
      }
    }

    /** Waits until it has printed this, it has ended, or the time is over; whether it has. */
    boolean prints(String text, Duration time) throws InterruptedException {
      long deadline = System.nanoTime() + time.toNanos();
      synchronized (out) {
        while (out.indexOf(text) < 0) {
          long left = deadline - System.nanoTime();
          if (left <= 0 || !process.isAlive()) {
            return false;
          }
          out.wait(Math.min(1000, 1 + left / 1_000_000));
        }
        return true;
      }
    }

    /** Waits until it has opened this data folder or has ended; whether it has opened it. */
    boolean opens(Path data) throws IOException {
      while (!hasOpened(data)) {
        if (!process.isAlive()) {
          return false;
        }
        LockSupport.parkNanos(500_000);
      }
      return true;
    }

    /** Whether it is or was, of all processes, the last one that had this data folder. */
    boolean hasOpened(Path data) throws IOException {
      try {
        return Files.readString(data.resolve("lock")).strip().equals(Long.toString(process.pid()));
      } catch (NoSuchFileException e) {
        return false;
      }
    }

    /** Ends it at once, as SIGKILL does. */
    void kill() {
      process.toHandle().destroyForcibly();
    }

    /** Sends it a signal. */
    void signal(String name) throws IOException, InterruptedException {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    /** Whether it ends within this time. */
    boolean endsWithin(Duration time) throws InterruptedException {
      return process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Waits for its end. */
    Result result() {
      try {
        int code = process.waitFor();
        outEnd.join();
        return new Result(code, out.toString(), err.join());
      } catch (InterruptedException e) {
        process.destroyForcibly();
        throw new AssertionError(e);
      }
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
