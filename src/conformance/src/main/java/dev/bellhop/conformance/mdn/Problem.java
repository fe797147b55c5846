package dev.bellhop.conformance.mdn;

/**
 * Something that went wrong with an example.
 *
 * @param kind what, in the words that expectations use, such as {@code TypeError}
 * @param message in a sentence
 * @param line of the block, from 1; 0 where that is not known
 */
record Problem(String kind, String message, int line) {}
