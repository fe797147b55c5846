package dev.bellhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.DispatchResult;
import dev.bellhop.DispatchResult.Outcome;
import dev.bellhop.TraceEvent;
import dev.bellhop.WorkerEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code bellhop dispatch} on a host that does what a test says. */
class DispatchCommandTest extends ProgramTestCase {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "push",
        "sync",
        "periodicsync",
        "message",
        "notificationclick",
        "notificationclose",
        "pushsubscriptionchange",
        "contentdelete",
        "cookiechange"
      })
  void everyEventHasHelpWithExamplesInEightyColumns(String event) {
    assertThat(run("dispatch", "site", event, "--help")).isZero();
    assertThat(out.toString())
        .contains("Usage: bellhop dispatch " + event)
        .contains("Examples:\n  bellhop dispatch examples/push-and-sync " + event);
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void aPushCarriesTextOrBytesOrAFile() throws IOException {
    Path file = Files.write(site.resolve("message.bin"), new byte[] {0, -1});
    assertThat(dispatch("push")).isZero();
    assertThat(dispatch("push", "--data", "{\"a\":1}")).isZero();
    assertThat(dispatch("push", "--data", "@@home")).isZero();
    assertThat(dispatch("push", "--data", "@" + file)).isZero();
    assertThat(dispatch("push", "--base64", "AP8=")).isZero();
    assertThat(host.dispatched.stream().map(event -> ((WorkerEvent.Push) event).data()))
        .containsExactly(
            null,
            "{\"a\":1}".getBytes(StandardCharsets.UTF_8),
            "@home".getBytes(StandardCharsets.UTF_8),
            new byte[] {0, -1},
            new byte[] {0, -1});
  }

  @Test
  void theOtherEventsTakeWhatTheyNeed() {
    assertThat(dispatch("sync", "--tag", "outbox", "--last-chance")).isZero();
    assertThat(dispatch("periodicsync", "--tag", "news")).isZero();
    assertThat(dispatch("message", "--data", "[1]")).isZero();
    assertThat(dispatch("notificationclick")).isZero();
    assertThat(dispatch("notificationclick", "--tag", "a", "--action", "b", "--reply", "c"))
        .isZero();
    assertThat(dispatch("notificationclose", "--id", "7")).isZero();
    assertThat(dispatch("pushsubscriptionchange")).isZero();
    assertThat(dispatch("contentdelete", "--id", "article")).isZero();
    assertThat(dispatch("cookiechange", "--changed", "a=1", "--changed", "b=", "--deleted", "c"))
        .isZero();
    assertThat(host.dispatched)
        .containsExactly(
            new WorkerEvent.Sync("outbox", true),
            new WorkerEvent.PeriodicSync("news"),
            new WorkerEvent.Message("[1]"),
            new WorkerEvent.NotificationClick(null, "", null),
            new WorkerEvent.NotificationClick("a", "b", "c"),
            new WorkerEvent.NotificationClose("7"),
            new WorkerEvent.PushSubscriptionChange(),
            new WorkerEvent.ContentDelete("article"),
            new WorkerEvent.CookieChange(Map.of("a", "1", "b", ""), List.of("c")));
  }

  @Test
  void theExitCodeTellsWhatBecameOfIt() {
    host.result = new DispatchResult(Outcome.FAILED, 1, 1, 0, "a listener threw");
    assertThat(dispatch("push")).isEqualTo(1);
    assertThat(err.toString()).isEqualTo("bellhop: push was not handled: a listener threw.\n");
    host.result = new DispatchResult(Outcome.SKIPPED, 0, 0, 0, "nobody listens");
    assertThat(dispatch("push")).isEqualTo(3);
  }

  @Test
  void aScriptThatThrewElsewhereFailsItToo() {
    host.busy = () -> host.happen(new TraceEvent.ScriptError("sw.js", "exception", "Oh.", null));
    assertThat(dispatch("push")).isEqualTo(1);
  }

  @Test
  void jsonMayBeAskedForAfterTheEvent() {
    assertThat(dispatch("push", "--json")).isZero();
    assertThat(out.toString())
        .isEqualTo(
            "{\"n\":1,\"at\":\"2026-01-02T03:04:05.100Z\",\"type\":\"EventDispatched\","
                + "\"event\":\"push\",\"id\":null}\n");
  }

  @Test
  void wrongUsageIsOneSentenceThatHelps() {
    String folder = site.toString();
    complains("bellhop dispatch: missing <site>. (", "dispatch");
    complains("bellhop dispatch: missing the event; events: push, sync,", "dispatch", folder);
    complains(
        "bellhop dispatch: there is no event pusch; events: push,", "dispatch", folder, "pusch");
    complains("bellhop dispatch sync: missing TAG after --tag. (", "dispatch", folder, "sync");
    complains(
        "bellhop dispatch notificationclose: ",
        "dispatch",
        folder,
        "notificationclose",
        "--id",
        "1",
        "--tag",
        "a");
    complains(
        "bellhop: \"?\" after --base64 is not Base64.",
        "dispatch",
        folder,
        "push",
        "--base64",
        "?");
    complains("bellhop: The file none after", "dispatch", folder, "push", "--data", "@none");
    complains("bellhop: There is no folder or script none.", "dispatch", "none", "push");
    assertThat(host.dispatched).isEmpty();
  }

  private int dispatch(String... arguments) {
    List<String> all = new ArrayList<>(List.of("dispatch", site.toString()));
    all.addAll(List.of(arguments));
    return run(all.toArray(String[]::new));
  }
}
