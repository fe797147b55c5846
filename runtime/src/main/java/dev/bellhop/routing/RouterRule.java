package dev.bellhop.routing;

/** Sends the requests of a condition to a source. */
public record RouterRule(RouterCondition condition, RouterSource source) {}
