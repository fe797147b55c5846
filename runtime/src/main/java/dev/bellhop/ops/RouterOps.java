package dev.bellhop.ops;

import dev.bellhop.engine.Realm;
import dev.bellhop.fetch.CorsSafelists;
import dev.bellhop.http.HeaderValues;
import dev.bellhop.lifecycle.Worker;
import dev.bellhop.routing.RouterCondition;
import dev.bellhop.routing.RouterCondition.RunningStatus;
import dev.bellhop.routing.RouterRule;
import dev.bellhop.routing.RouterSource;
import dev.bellhop.url.pattern.UrlPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * What {@code addRoutes()} asks of the host, for one worker's realm. Rules cross as objects with
 * the members that Web IDL gives them, a pattern as the host's own and null for what is absent.
 */
public final class RouterOps {
  /** Beyond this, the limit of nesting is passed in any case. */
  private static final int DEEP = 16;

  private static final Set<String> NORMALIZED =
      Set.of("DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT");

  private final Realm realm;
  private final Worker worker;

  /** For a worker's realm. */
  public RouterOps(Realm realm, Worker worker) {
    this.realm = realm;
    this.worker = worker;
  }

  /** The base URL of patterns. */
  @HostAccess.Export
  public String baseUrl() {
    return worker.scriptUrl().href();
  }

  /** Rules that have been verified, for {@link #add}. */
  public record Verified(List<RouterRule> rules) {}

  /**
   * Verifies rules.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#verify-router-rule-algorithm">Verify Router
   *     Condition</a>
   */
  @HostAccess.Export
  public Verified verify(Value rules) {
    List<RouterRule> verified = new ArrayList<>();
    for (long i = 0; i < rules.getArraySize(); i++) {
      Value rule = rules.getArrayElement(i);
      RouterCondition condition = condition(rule.getMember("condition"), 0);
      verified.add(new RouterRule(condition, source(rule.getMember("source"))));
    }
    return new Verified(verified);
  }

  private RouterSource source(Value source) {
    if (!source.isString()) {
      return new RouterSource.Cache(source.getMember("cacheName").asString());
    }
    String name = source.asString();
    return switch (name) {
      case "network" -> new RouterSource.Network();
      case "cache" -> new RouterSource.Cache(null);
      default -> {
        if (!worker.listened().includes("fetch")) {
          throw refused(
              "The source \"" + name + "\" needs a listener for fetch, and the worker has none.");
        }
        yield name.equals("fetch-event") ? new RouterSource.FetchEvent() : new RouterSource.Race();
      }
    };
  }

  private static RouterCondition condition(Value given, int depth) {
    if (depth > DEEP) {
      throw refused("The conditions of a route are nested too deep; ten levels are allowed.");
    }
    boolean some = false;
    for (String name :
        List.of(
            "urlPattern", "requestMethod", "requestMode", "requestDestination", "runningStatus")) {
      some |= !given.getMember(name).isNull();
    }
    Value or = given.getMember("or");
    Value not = given.getMember("not");
    int kinds = (some ? 1 : 0) + (or.isNull() ? 0 : 1) + (not.isNull() ? 0 : 1);
    if (kinds != 1) {
      throw refused(
          kinds == 0
              ? "The condition of a route is empty; give it a urlPattern or another member."
              : "The members \"or\" and \"not\" of a route's condition each stand alone.");
    }
    if (!or.isNull()) {
      List<RouterCondition> inner = new ArrayList<>();
      for (long i = 0; i < or.getArraySize(); i++) {
        inner.add(condition(or.getArrayElement(i), depth + 1));
      }
      return new RouterCondition.Or(inner);
    }
    return not.isNull() ? features(given) : new RouterCondition.Not(condition(not, depth + 1));
  }

  private static RouterCondition features(Value given) {
    Value pattern = given.getMember("urlPattern");
    UrlPattern urlPattern = pattern.isNull() ? null : pattern.asHostObject();
    if (urlPattern != null && urlPattern.hasRegExpGroups()) {
      throw refused(
          "The urlPattern of a route cannot have groups with regular expressions: " + urlPattern);
    }
    String method = text(given, "requestMethod");
    String status = text(given, "runningStatus");
    return new RouterCondition.Features(
        urlPattern,
        method == null ? null : method(method),
        text(given, "requestMode"),
        text(given, "requestDestination"),
        status == null
            ? null
            : status.equals("running") ? RunningStatus.RUNNING : RunningStatus.NOT_RUNNING);
  }

  private static String method(String method) {
    if (!HeaderValues.isToken(method) || CorsSafelists.isForbiddenMethod(method)) {
      throw refused("\"" + method + "\" is not a method that requests can have.");
    }
    String upper = method.toUpperCase(Locale.ROOT);
    return NORMALIZED.contains(upper) ? upper : method;
  }

  private static @Nullable String text(Value given, String name) {
    Value member = given.getMember(name);
    return member.isNull() ? null : member.asString();
  }

  /** Adds rules to those that the worker has. */
  @HostAccess.Export
  public void add(Verified verified, Value done) {
    CompletableFuture<Void> added =
        worker.addRoutes(verified.rules())
            ? CompletableFuture.completedFuture(null)
            : CompletableFuture.failedFuture(
                refused(
                    "The routes of the worker have too many conditions or are nested too deep:"
                        + " fewer than 1024 conditions and ten levels are allowed."));
    realm.settle(added, done, nothing -> null);
  }

  private static OpException refused(String why) {
    return new OpException("TypeError", why);
  }
}
