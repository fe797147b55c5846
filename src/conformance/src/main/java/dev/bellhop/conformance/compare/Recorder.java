package dev.bellhop.conformance.compare;

import dev.bellhop.conformance.compare.Message.Command;
import dev.bellhop.conformance.compare.Message.Ended;
import dev.bellhop.conformance.compare.Message.Observed;
import dev.bellhop.conformance.compare.Message.Started;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/** Runs a site in a runtime and writes down what its realms tell. */
final class Recorder {
  private static final long LOOK_MILLISECONDS = 50;

  private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
  private final List<Observation> observations = new ArrayList<>();
  private final ComparedSite site;
  private final CompareServer server;
  private final Duration limit;
  private final ObjectMapper json = new ObjectMapper();
  private long lastMessage = System.nanoTime();

  /**
   * For one run.
   *
   * @param limit how long each of its steps may take
   */
  Recorder(ComparedSite site, CompareServer server, Duration limit) {
    this.site = site;
    this.server = server;
    this.limit = limit;
  }

  /** Takes a line of a realm's console, from any thread. */
  void line(String text) {
    Message.read(text, server.origin()).ifPresent(messages::add);
  }

  /** Runs it from the registration of the worker until nothing happens any more. */
  Recording record(Side side) throws IOException, InterruptedException {
    side.open(server.startPage());
    side.run(
        "bellhopCompare.start(%s, %s)"
            .formatted(
                json.writeValueAsString("/" + site.script()),
                json.writeValueAsString(site.type())));
    if (!(until(side, Started.class) instanceof Started)) {
      return recording(side, "The worker was not active after " + seconds() + ".");
    }
    if (!site.pages().isEmpty()) {
      side.closePages();
    }
    for (String page : site.pages()) {
      side.open(server.page(page));
    }
    boolean settled = settle(side);
    side.run("bellhopCompare.tellEnd()");
    return recording(
        side,
        switch (until(side, Ended.class)) {
          case null -> "The page did not tell what there was at the end.";
          case Ended ended when ended.failure() != null -> ended.failure();
          default -> settled ? "" : "Something still happened after " + seconds() + ".";
        });
  }

  /** What the server saw comes after what the realms told. */
  private Recording recording(Side side, String complaint) {
    List<Observation> all = new ArrayList<>(observations);
    all.addAll(server.requests());
    return new Recording(side.name(), all, complaint);
  }

  private boolean settle(Side side) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    while (System.nanoTime() - begun < limit.toNanos()) {
      Message message = messages.poll(LOOK_MILLISECONDS, TimeUnit.MILLISECONDS);
      if (message != null) {
        take(side, message);
      } else if (side.isSettled(
          new Recording(side.name(), observations, ""),
          Duration.ofNanos(System.nanoTime() - lastMessage))) {
        return true;
      }
    }
    return false;
  }

  /** Waits for a message, which is null where it does not come. */
  private @Nullable Message until(Side side, Class<? extends Message> kind)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    while (System.nanoTime() - begun < limit.toNanos()) {
      Message message = messages.poll(LOOK_MILLISECONDS, TimeUnit.MILLISECONDS);
      if (kind.isInstance(message)) {
        return message;
      }
      if (message != null) {
        take(side, message);
      }
    }
    return null;
  }

  private void take(Side side, Message message) throws IOException, InterruptedException {
    lastMessage = System.nanoTime();
    switch (message) {
      case Observed observed -> observations.add(observed.observation());
      case Command command -> side.run(answer(side, command));
      case Started _, Ended _ -> throw new IllegalStateException("told twice: " + message);
    }
  }

  private String answer(Side side, Command command) throws IOException, InterruptedException {
    String failure = null;
    try {
      side.perform(command);
    } catch (UnsupportedOperationException e) {
      failure = e.getMessage();
    }
    return "bellhopCompare.answer(%d, %s)"
        .formatted(command.id(), json.writeValueAsString(failure));
  }

  private String seconds() {
    return limit.toSeconds() + " s";
  }
}
