package dev.bellhop.http;

/**
 * One header as it stands in a message: the name keeps its case, the value its bytes (one char per
 * byte).
 *
 * @param name the name as received or given
 * @param value the normalized value
 * @see <a href="https://fetch.spec.whatwg.org/#concept-header">Fetch: header</a>
 */
public record Header(String name, String value) {}
