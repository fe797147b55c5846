package dev.bellhop.url;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.url.FormUrlEncoded.Entry;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FormUrlEncodedTest {
  @Test
  void parsesNamesAndValues() {
    assertThat(FormUrlEncoded.parse("a=1&&b&=c&d=e=f&+%20=%e2%98%83&x=%FF%2"))
        .containsExactly(
            new Entry("a", "1"),
            new Entry("b", ""),
            new Entry("", "c"),
            new Entry("d", "e=f"),
            new Entry("  ", "\u2603"),
            new Entry("x", "\ufffd%2"));
  }

  @Test
  void keepsAByteOrderMark() {
    assertThat(FormUrlEncoded.parse("%EF%BB%BFa")).containsExactly(new Entry("\ufeffa", ""));
  }

  @Test
  void serializesByItsOwnPercentEncodeSet() {
    assertThat(
            FormUrlEncoded.serialize(
                List.of(new Entry("a b", "~*-._'!"), new Entry("\u00e9", "&="))))
        .isEqualTo("a+b=%7E*-._%27%21&%C3%A9=%26%3D");
  }

  @Property
  void readsBackWhatItWrote(@ForAll String name, @ForAll String value) {
    Entry entry = new Entry(CodePoints.scalarString(name), CodePoints.scalarString(value));
    assertThat(FormUrlEncoded.parse(FormUrlEncoded.serialize(List.of(entry))))
        .containsExactly(entry);
  }
}
