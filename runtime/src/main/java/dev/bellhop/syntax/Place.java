package dev.bellhop.syntax;

/**
 * A place in a script.
 *
 * @param line counted from 1
 * @param column counted from 1
 * @param text of the line
 */
public record Place(int line, int column, String text) {}
