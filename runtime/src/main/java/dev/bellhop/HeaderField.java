package dev.bellhop;

/** A header of a request or response, its bytes one in each char. */
public record HeaderField(String name, String value) {}
