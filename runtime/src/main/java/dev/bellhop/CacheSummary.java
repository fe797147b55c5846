package dev.bellhop;

/**
 * How much a cache holds.
 *
 * @param name the cache's
 * @param entries how many responses
 * @param bytes of their bodies together
 */
public record CacheSummary(String name, int entries, long bytes) {}
