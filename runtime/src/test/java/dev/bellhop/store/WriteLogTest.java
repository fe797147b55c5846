package dev.bellhop.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of writes as a file: what is found in it again, and when it has room. */
class WriteLogTest {
  private static final int LARGE = WriteLog.HALF / 20;

  @TempDir Path folder;
  private final List<CompletableFuture<Void>> tableSyncs = new ArrayList<>();
  private Path file;
  private WriteLog log;

  @BeforeEach
  void make() throws IOException {
    file = folder.resolve(WriteLog.NAME);
    open(0);
    // There is no file before it is known to be worth one.
    for (int i = 0; !Files.exists(file); i++) {
      assertThat(append("early")).isZero();
      assertThat(i).isLessThan(10);
      log.tend();
    }
  }

  private void open(long applied) throws IOException {
    log = new WriteLog(LogScan.of(file), applied, FileSync.FORCE, this::syncTables);
  }

  private CompletableFuture<Void> syncTables() {
    var sync = new CompletableFuture<Void>();
    tableSyncs.add(sync);
    return sync;
  }

  @AfterEach
  void close() throws IOException {
    log.close();
  }

  private long append(String text) {
    return log.append(text.getBytes(StandardCharsets.UTF_8), Reach.PROCESS);
  }

  private long appendLarge(Reach reach) {
    return log.append(new byte[LARGE], reach);
  }

  /** Appends until there is no room; gives the last sequence. */
  private long fill(Reach reach) {
    long last = 0;
    for (long next = appendLarge(reach); next != 0; next = appendLarge(reach)) {
      last = next;
    }
    return last;
  }

  private void applied(long upTo) {
    log.applied(upTo);
    log.tend();
  }

  private static List<Long> sequences(List<LoggedRecord> records) {
    return records.stream().map(LoggedRecord::sequence).toList();
  }

  private static List<Long> range(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  private void change(int position, byte[] bytes) throws IOException {
    byte[] all = Files.readAllBytes(file);
    ByteBuffer.wrap(all).put(position, bytes);
    Files.write(file, all);
  }

  private static String text(LoggedRecord record) {
    return StandardCharsets.UTF_8.decode(record.bytes().duplicate()).toString();
  }

  @Test
  void whatWasAppendedIsFoundInItsOrder() throws IOException {
    append("one");
    append("");
    append("three");
    LogScan found = LogScan.of(file);
    assertThat(found.records()).extracting(WriteLogTest::text).containsExactly("one", "", "three");
    assertThat(sequences(found.after(1))).containsExactly(2L, 3L);
    assertThat(found.damageAfter(0)).isNull();
  }

  @Test
  void aTornLastRecordIsNoDamage() throws IOException {
    append("one");
    append("two");
    LoggedRecord last = LogScan.of(file).records().getLast();
    for (int kept = 0; kept < last.size(); kept += 3) {
      change(last.position() + kept, new byte[last.size() - kept]);
      LogScan found = LogScan.of(file);
      assertThat(sequences(found.records())).containsExactly(1L);
      assertThat(found.damageAfter(0)).isNull();
    }
  }

  @Test
  void everyChangedByteIsNoticedAndTheRestIsRead() throws IOException {
    append("one");
    append("two");
    append("three");
    byte[] whole = Files.readAllBytes(file);
    LoggedRecord second = LogScan.of(file).records().get(1);
    int end = LogFormat.HEADER + second.bytes().limit();
    for (int at = second.position(); at < second.position() + end; at++) {
      change(at, new byte[] {(byte) (whole[at] ^ 0x20)});
      LogScan found = LogScan.of(file);
      assertThat(sequences(found.after(0))).as("byte %d", at).containsExactly(1L, 3L);
      assertThat(found.damageAfter(0)).startsWith("write 2 is missing before byte ");
      assertThat(found.damageAfter(2)).as("what the tables have need not be there").isNull();
      Files.write(file, whole);
    }
  }

  @Test
  void afterAPowerCutWhatWasPromisedToBeOnTheDiskCountsBehindAGap() throws IOException {
    append("one");
    append("lost");
    append("after");
    log.append(new byte[1], Reach.DISK);
    log.flush();
    change(LogScan.of(file).records().get(1).position(), new byte[4]);
    assertThat(sequences(LogScan.of(file).certainAfter(0))).containsExactly(1L, 4L);
  }

  @Test
  void aFileThatBeginsOtherwiseIsDamagedAndAnEmptyOneIsNot() throws IOException {
    append("one");
    change(3, new byte[] {1});
    assertThat(LogScan.of(file).damageAfter(0)).contains("does not begin as a log");
    Files.write(file, new byte[100]);
    assertThat(LogScan.of(file).damageAfter(0)).isNull();
  }

  @Test
  void aFullLogHasRoomWhenTheTablesHaveItsOlderHalf() throws IOException {
    long full = fill(Reach.PROCESS);
    assertThat(full).isGreaterThan(30);
    applied(full / 2 - 1);
    assertThat(append("more")).isNotZero();
    assertThat(appendLarge(Reach.PROCESS)).isZero();
    applied(full / 2);
    assertThat(appendLarge(Reach.PROCESS)).isNotZero();
    assertThat(tableSyncs).as("nobody was promised the disk").isEmpty();
  }

  @Test
  void whatIsOverwrittenAgainAndAgainLeavesTheNewestRecords() throws IOException {
    long last = 0;
    for (int i = 0; i < 200; i++) {
      last = log.append(new byte[LARGE / (1 + i % 7)], Reach.PROCESS);
      assertThat(last).isEqualTo(i + 1);
      applied(last - 3);
    }
    LogScan found = LogScan.of(file);
    assertThat(sequences(found.after(last - 3))).isEqualTo(range(last - 2, last));
    assertThat(found.damageAfter(last - 3)).isNull();
    assertThat(Files.size(file)).isEqualTo(LogFormat.PAGE + 2 * WriteLog.HALF);
  }

  @Test
  void whatWasPromisedToBeOnTheDiskIsOverwrittenWhenTheTablesHaveItThere() {
    long full = fill(Reach.DISK);
    applied(full);
    assertThat(appendLarge(Reach.DISK)).isZero();
    assertThat(tableSyncs).hasSize(1);
    tableSyncs.getFirst().completeExceptionally(new IOException("not now"));
    applied(full);
    assertThat(appendLarge(Reach.DISK)).isZero();
    assertThat(tableSyncs).hasSize(2);
    tableSyncs.getLast().complete(null);
    assertThat(appendLarge(Reach.DISK)).isNotZero();
  }

  @Test
  void oneOfAnotherSizeIsReplacedWhenTheDiskHasWhatItPromised() throws IOException {
    long last = appendLarge(Reach.DISK);
    log.close();
    try (var shorter = FileChannel.open(file, StandardOpenOption.WRITE)) {
      shorter.truncate(LogFormat.PAGE + WriteLog.HALF);
    }
    open(last);
    for (int i = 0; i < 10; i++) {
      assertThat(append("early")).isZero();
      log.tend();
    }
    assertThat(file).hasSize(LogFormat.PAGE + WriteLog.HALF);
    assertThat(tableSyncs).hasSize(1);

    tableSyncs.getFirst().complete(null);
    log.tend();

    assertThat(file).hasSize(LogFormat.PAGE + 2L * WriteLog.HALF);
    assertThat(append("later")).isEqualTo(last + 1);
  }

  @Test
  void theNextProcessGoesOnBehindWhatItHasFound() throws IOException {
    append("one");
    log.append(new byte[10], Reach.DISK);
    log.close();
    open(2);
    assertThat(append("no half is free before the tables are on the disk")).isEqualTo(3);
    long full = fill(Reach.PROCESS);
    assertThat(appendLarge(Reach.PROCESS)).isZero();
    applied(full);
    tableSyncs.forEach(sync -> sync.complete(null));
    assertThat(append("on")).isEqualTo(full + 1);
    assertThat(sequences(LogScan.of(file).after(2))).isEqualTo(range(3, full + 1));
  }

  @Test
  void theBytesOfARecordWithinAnotherAreNone() throws IOException {
    byte[] record = new LogFormat(12345).record(7, Reach.PROCESS, new byte[50]).array();
    log.append(record, Reach.PROCESS);
    append("two");
    // Without its header the first would be looked through.
    change(LogScan.of(file).records().getFirst().position(), new byte[4]);
    assertThat(sequences(LogScan.of(file).records())).containsExactly(2L);
  }

  @Test
  void whatNobodyIsToldBeforeTheDiskHasItIsWrittenWhenItIsAskedFor() throws IOException {
    append("one");
    log.append(new byte[10], Reach.DISK);
    log.append(new byte[20], Reach.DISK);
    assertThat(sequences(LogScan.of(file).records())).containsExactly(1L);
    assertThat(log.flush()).isTrue();
    assertThat(sequences(LogScan.of(file).records())).containsExactly(1L, 2L, 3L);
    log.append(new byte[30], Reach.DISK);
    append("five");
    assertThat(sequences(LogScan.of(file).records())).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void moreThanFitsIntoMemoryIsWrittenUnasked() throws IOException {
    int count = 3 * WriteLog.HALF / 16 / LARGE;
    for (int i = 0; i < count; i++) {
      appendLarge(Reach.DISK);
    }
    assertThat(LogScan.of(file).records()).hasSizeBetween(count / 3, count - 1);
    log.flush();
    assertThat(sequences(LogScan.of(file).records())).isEqualTo(range(1, count));
  }

  @Test
  void aLargeRecordIsNotForTheLog() {
    assertThat(log.append(new byte[WriteLog.HALF / 8], Reach.PROCESS)).isZero();
    assertThat(append("small")).isNotZero();
  }
}
