package dev.bellhop.store;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What writes that run one after the other have in common: what they want to know of the tables is
 * asked for all of them at once, and what they add to a row's number is added once. A statement of
 * its own for each costs many times what it finds or changes. For one thread.
 */
public final class SharedWork {
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * Whether there are rows for a key, which is a list of texts and whole numbers.
   *
   * @param sql gives the positions, from 0, of those keys that have rows; {@code ?1} is the JSON
   *     text of an array of the keys
   */
  public record Question(String sql) {}

  private final Map<Question, Map<List<Object>, Boolean>> answers = new HashMap<>();

  /** By statement and row. */
  private final Map<String, Map<Long, Long>> sums = new HashMap<>();

  /** Adds what is to be looked up. */
  public void ask(Question question, List<Object> key) {
    answers.computeIfAbsent(question, first -> new LinkedHashMap<>()).put(key, false);
  }

  void look(SqliteConnection connection) throws StoreException {
    for (var asked : answers.entrySet()) {
      Map<List<Object>, Boolean> found = asked.getValue();
      List<List<Object>> keys = new ArrayList<>(found.keySet());
      for (long position :
          connection.list(asked.getKey().sql(), row -> row.number(1), json(keys))) {
        found.put(keys.get((int) position), true);
      }
    }
  }

  private static String json(List<List<Object>> keys) {
    var text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartArray();
      for (List<Object> key : keys) {
        json.writeStartArray();
        for (Object part : key) {
          if (part instanceof Long number) {
            json.writeNumber(number);
          } else {
            json.writeString((String) part);
          }
        }
        json.writeEndArray();
      }
      json.writeEndArray();
    }
    return text.toString();
  }

  /** The answer, or null where it was not asked for. */
  @Nullable Boolean has(Question question, List<Object> key) {
    Map<List<Object>, Boolean> found = answers.get(question);
    return found == null ? null : found.get(key);
  }

  /** A key has rows from now on. */
  void came(Question question, List<Object> key) {
    Map<List<Object>, Boolean> found = answers.get(question);
    if (found != null) {
      found.put(key, true);
    }
  }

  /** As {@link Transaction#add}. */
  void add(String sql, long row, long amount) {
    sums.computeIfAbsent(sql, first -> new HashMap<>()).merge(row, amount, Long::sum);
  }

  /** Tells the tables what was added. */
  void addAll(SqliteConnection connection) throws StoreException {
    for (var sum : sums.entrySet()) {
      for (var row : sum.getValue().entrySet()) {
        connection.update(sum.getKey(), row.getKey(), row.getValue());
      }
    }
  }
}
