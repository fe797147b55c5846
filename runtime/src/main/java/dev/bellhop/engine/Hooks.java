package dev.bellhop.engine;

import org.graalvm.polyglot.Value;

/** What boot.mjs exports for the host. */
record Hooks(
    Value begin,
    Value step,
    Value end,
    Value endPlain,
    Value expire,
    Value pending,
    Value beginReport,
    Value endReport,
    Value watchForHandler,
    Value rejectionReported,
    Value errorText,
    Value listened) {

  static Hooks of(Value boot) {
    return new Hooks(
        boot.getMember("begin"),
        boot.getMember("step"),
        boot.getMember("end"),
        boot.getMember("endPlain"),
        boot.getMember("expire"),
        boot.getMember("pending"),
        boot.getMember("beginReport"),
        boot.getMember("endReport"),
        boot.getMember("watchForHandler"),
        boot.getMember("rejectionReported"),
        boot.getMember("errorText"),
        boot.getMember("listened"));
  }
}
