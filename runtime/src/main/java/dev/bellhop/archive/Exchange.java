package dev.bellhop.archive;

import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import java.time.Instant;

/** A request and the response to it, and when that was stored. */
public record Exchange(FetchRequest request, FetchResponse response, Instant at) {}
