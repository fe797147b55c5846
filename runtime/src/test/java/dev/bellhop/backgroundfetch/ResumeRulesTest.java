package dev.bellhop.backgroundfetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.http.ContentRange;
import dev.bellhop.http.HeaderList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeRulesTest {
  private static FetchResponse response(int status, String... headers) {
    return new FetchResponse(
        "basic", List.of(), status, "", HeaderList.of(headers), List.of(), null);
  }

  @ParameterizedTest
  @CsvSource({
    "bytes 0-499/1234, 0, 499, 1234",
    "bytes 500-999/*, 500, 999, -1",
    "BYTES 0-0/1, 0, 0, 1",
  })
  void readsTheHeaderAsItIsInUse(String value, long first, long last, long complete) {
    assertThat(ContentRange.of(HeaderList.of("content-range", value)))
        .isEqualTo(new ContentRange(first, last, complete));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bytes=0-1/2", "bytes 0-1", "bytes */5", "bytes 0-/5", "bytes 0-1/2, bytes 3-4/5"})
  void doesNotReadOtherForms(String value) {
    assertThat(ContentRange.of(HeaderList.of("Content-Range", value))).isNull();
  }

  @Test
  void wantsThePartThatItAskedFor() {
    FetchResponse part = response(206, "Content-Range", "bytes 5-9/10");
    assertThat(PartialResponse.mismatch(5, part, response(200))).isNull();
    assertThat(PartialResponse.mismatch(4, part, response(200))).contains("from byte 5");
    assertThat(PartialResponse.mismatch(5, response(206), response(200)))
        .contains("without a Content-Range");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ETag", "Last-Modified"})
  void wantsTheSameValidators(String name) {
    FetchResponse same = response(206, "Content-Range", "bytes 5-9/10", name, "x");
    FetchResponse other = response(206, "Content-Range", "bytes 5-9/10", name, "y");
    FetchResponse none = response(206, "Content-Range", "bytes 5-9/10");
    assertThat(PartialResponse.mismatch(5, same, response(200, name, "x"))).isNull();
    assertThat(PartialResponse.mismatch(5, other, response(200, name, "x"))).contains(name);
    assertThat(PartialResponse.mismatch(5, none, response(200, name, "x"))).contains("missing");
    assertThat(PartialResponse.mismatch(5, other, response(200))).isNull();
  }

  @Test
  void wantsTheLengthThatAnEarlierPartNamed() {
    FetchResponse first = response(206, "Content-Range", "bytes 0-4/10");
    assertThat(PartialResponse.mismatch(5, response(206, "Content-Range", "bytes 5-9/11"), first))
        .contains("length");
    FetchResponse open = response(206, "Content-Range", "bytes 0-4/*");
    assertThat(PartialResponse.mismatch(5, response(206, "Content-Range", "bytes 5-9/11"), open))
        .isNull();
  }

  @Test
  void takesA416ForTheEndOnlyWhereNothingFollows() {
    FetchResponse before = response(200, "ETag", "a");
    assertThat(
            PartialResponse.saysComplete(10, response(416, "Content-Range", "bytes */10"), before))
        .isTrue();
    assertThat(
            PartialResponse.saysComplete(10, response(416, "Content-Range", "bytes */9"), before))
        .isFalse();
    assertThat(
            PartialResponse.saysComplete(
                10, response(416, "Content-Range", "bytes */10", "ETag", "b"), before))
        .isFalse();
    assertThat(PartialResponse.saysComplete(10, response(416), before)).isFalse();
  }
}
