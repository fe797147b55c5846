package dev.bellhop.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadBufferTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 64, 4097, 1 << 18, 2 << 20})
  void beginsAtACacheLine(int bytes) {
    ByteBuffer buffer = ReadBuffer.allocate(bytes);
    assertThat(buffer.alignmentOffset(0, 64)).isZero();
    assertThat(buffer.capacity()).isEqualTo(bytes);
    assertThat(buffer.isDirect()).isTrue();
  }
}
