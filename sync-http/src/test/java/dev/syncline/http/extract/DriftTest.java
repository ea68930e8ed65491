package dev.syncline.http.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.record.Cursor;
import dev.syncline.api.source.BatchLimits;
import dev.syncline.api.source.ExtractRequest;
import dev.syncline.api.source.Extraction;
import dev.syncline.api.source.Poll;
import dev.syncline.http.simulator.ListApi;
import dev.syncline.http.simulator.SimulatedApi;
import dev.syncline.http.simulator.SimulatedApi.Asked;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages that shift while they are read prove nothing, and move no cursor. */
class DriftTest {
  private final SimulatedApi api = new SimulatedApi();
  private final ListApi list = new ListApi(api, 10);

  @BeforeEach
  void fill() {
    for (long id = 1; id <= 30; id++) {
      put(id);
    }
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private void put(long id) {
    list.put(Map.of("id", id, "name", "n" + id, "changed", Instant.parse("2024-01-01T00:00:00Z")));
  }

  private Reader reader(String path, Map<String, Object> pagination) {
    return new Reader(
        api.url(),
        Map.of(
            "path",
            path,
            "records",
            "data.items",
            "cursor",
            "changed",
            "incremental",
            Map.of("start", "since"),
            "pagination",
            pagination));
  }

  private static Map<String, Object> with(Map<String, Object> settings, String name, Object value) {
    var more = new LinkedHashMap<String, Object>(settings);
    more.put(name, value);
    return more;
  }

  private static final Map<String, Object> PAGES = Map.of("type", "page", "sizeParam", "size");
  private static final Map<String, Object> OFFSETS = Map.of("type", "offset", "sizeParam", "size");

  /** Reads to the end; something happens before the page with this number is asked for. */
  private Poll.End readWhile(Reader reader, int page, Runnable happens) {
    for (int i = 1; i < page; i++) {
      api.next((Asked asked) -> Optional.empty());
    }
    api.next(
        (Asked asked) -> {
          happens.run();
          return Optional.empty();
        });
    return reader.readAll();
  }

  @Test
  void aTotalThatStaysProvesAScan() {
    var reader = reader("/page", with(PAGES, "total", "total"));
    Poll.End end = reader.readAll();
    assertThat(reader.ids()).hasSize(30);
    assertThat(end.complete()).isTrue();
    assertThat(end.nextCursor()).isPresent();
    assertThat(end.notices()).isEmpty();
  }

  @Test
  void aTotalThatChangesProvesNothing() {
    var reader = reader("/page", with(PAGES, "total", "total"));
    Poll.End end = readWhile(reader, 2, () -> list.remove(3L));
    assertThat(end.complete()).isFalse();
    assertThat(end.nextCursor()).isEmpty();
    assertThat(end.notices().get(0)).contains("the total changed from 30 to 29");
    assertThat(reader.ids()).as("the record that was missed").doesNotContain(11L);
  }

  @Test
  void aRecordThatComesAgainIsNoticed() {
    var reader = reader("/page", with(PAGES, "stable", true));
    Poll.End end = readWhile(reader, 2, () -> put(0));
    assertThat(end.complete()).isFalse();
    assertThat(end.notices().get(0)).contains("the record with the key 10 came again");
    assertThat(reader.ids()).contains(30L);
  }

  @Test
  void aRecordThatIsGoneAndAnotherThatCameAreNoticedByOverlapThoughTheTotalStays() {
    var reader = reader("/offset", with(with(OFFSETS, "overlap", 1), "total", "total"));
    Poll.End end =
        readWhile(
            reader,
            2,
            () -> {
              list.remove(3L);
              put(31);
            });
    assertThat(end.complete()).isFalse();
    assertThat(end.nextCursor()).isEmpty();
    assertThat(end.notices().get(0)).contains("does not begin with the records that it should");
  }

  @Test
  void overlapReadsNothingTwice() {
    var reader = reader("/offset", with(OFFSETS, "overlap", 3));
    Poll.End end = reader.readAll();
    assertThat(reader.ids()).hasSize(30).doesNotHaveDuplicates();
    assertThat(end.complete()).isTrue();
  }

  @Test
  void recordsThatAreAllGoneWhenTheyShouldComeAgainAreNoticed() {
    var reader = reader("/offset", with(OFFSETS, "overlap", 2));
    Poll.End end = readWhile(reader, 3, list::clear);
    assertThat(end.complete()).isFalse();
    assertThat(end.notices().get(0)).contains("shifted");
  }

  @Test
  void countedPagesWithoutAnythingToCompareProveNothing() {
    Poll.End end = reader("/page", PAGES).readAll();
    assertThat(end.complete()).isFalse();
    assertThat(end.nextCursor()).as("nothing was seen to shift").isPresent();
    assertThat(end.notices().get(0)).contains("'total'").contains("'overlap'");
  }

  @Test
  void aDefinitionThatDoesNotSayHowPagesFollowProvesNothing() {
    var reader = new Reader(api.url(), Map.of("path", "/page", "records", "data.items"));
    Poll.End end = reader.readAll();
    assertThat(end.complete()).isFalse();
    assertThat(end.notices().get(0)).contains("pagination: none");
  }

  @Test
  void aServerWithSmallerPagesThanAskedForIsReadToItsEnd() {
    var asked = new LinkedHashMap<String, Object>(OFFSETS);
    asked.put("size", 500);
    var reader = reader("/offset", asked);
    reader.readAll();
    assertThat(reader.ids()).hasSize(30);
  }

  @Test
  void fewerRecordsThanTheTotalAreNoticed() {
    api.route("/short", told -> SimulatedApi.Told.of(200, "{\"n\": 5, \"rows\": [{\"id\": 1}]}"));
    var reader =
        new Reader(
            api.url(),
            Map.of(
                "path", "/short",
                "records", "rows",
                "pagination", Map.of("type", "none", "total", "n")));
    Poll.End end = reader.readAll();
    assertThat(end.complete()).isFalse();
    assertThat(end.notices().get(0)).startsWith("1 records came of 5");
  }

  @Test
  void tokensDoNotShift() {
    var reader =
        reader("/cursor", Map.of("type", "cursor", "path", "paging.next", "param", "cursor"));
    Poll.End end = readWhile(reader, 2, () -> list.remove(3L));
    assertThat(end.complete()).isTrue();
    assertThat(reader.ids()).containsAll(LongStream.rangeClosed(11, 30).boxed().toList());
  }

  @Test
  void aPageThatNamesItselfAsTheNextOneIsRefused() {
    api.route(
        "/loop", told -> SimulatedApi.Told.of(200, "{\"next\": \"x\", \"rows\": [{\"id\": 1}]}"));
    var reader =
        new Reader(
            api.url(),
            Map.of(
                "path", "/loop",
                "records", "rows",
                "pagination", Map.of("type", "cursor", "path", "next", "param", "c")));
    assertThatThrownBy(reader::readAll).hasMessageContaining("would never end");
  }

  @Test
  void orderedRecordsOnPagesThatShiftAreRefusedInTheDefinition() {
    assertThatThrownBy(
            () ->
                new Reader(
                    api.url(),
                    Map.of(
                        "path",
                        "/page",
                        "cursor",
                        "changed",
                        "incremental",
                        Map.of("start", "since", "ordered", true),
                        "pagination",
                        PAGES)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("can shift");
  }

  @Test
  void recordsThatAreSaidToBeOrderedAndAreNotEndTheRun() {
    list.put(Map.of("id", 31L, "changed", Instant.parse("2023-01-01T00:00:00Z")));
    var reader =
        new Reader(
            api.url(),
            Map.of(
                "path", "/next",
                "records", "data.items",
                "cursor", "changed",
                "incremental", Map.of("start", "since", "ordered", true),
                "pagination", Map.of("type", "next-url", "path", "links.next")));
    assertThatThrownBy(reader::readAll).hasMessageContaining("but do not");
  }

  @Test
  void aPageThatBrokeOffGoesOnWhereItWas() {
    var reader =
        reader("/cursor", Map.of("type", "cursor", "path", "paging.next", "param", "cursor"));
    var seen = new ArrayList<Object>();
    try (Extraction extraction = reader.extractor.open(Reader.everything())) {
      reader.take(extraction.next(Duration.ofSeconds(1)));
      seen.addAll(reader.ids());
    }
    assertThat(seen).hasSize(30);
    var again =
        reader("/cursor", Map.of("type", "cursor", "path", "paging.next", "param", "cursor"));
    api.next((Asked asked) -> Optional.empty());
    api.next(SimulatedApi.Told.of(200, page(11, 20)).cutInTheMiddle());
    Poll.End end = again.readAll();
    assertThat(again.ids()).containsExactlyElementsOf(seen);
    assertThat(end.complete()).isTrue();
    assertThat(again.others).hasSize(1).first().isInstanceOf(Poll.Retry.class);
  }

  private static String page(long first, long last) {
    var rows = new ArrayList<String>();
    for (long id = first; id <= last; id++) {
      rows.add("{\"id\": " + id + ", \"name\": \"n\", \"changed\": \"2024-01-01T00:00:00Z\"}");
    }
    return "{\"data\": {\"items\": " + rows + "}, \"paging\": {\"next\": \"" + last + "\"}}";
  }

  @Test
  void aPageThatHasChangedWhenItIsAskedForAgainIsNoticed() {
    var reader =
        reader("/cursor", Map.of("type", "cursor", "path", "paging.next", "param", "cursor"));
    api.next((Asked asked) -> Optional.empty());
    api.next(SimulatedApi.Told.of(200, page(11, 20)).cutInTheMiddle());
    api.next(SimulatedApi.Told.of(200, page(12, 20)));
    Poll.End end = reader.readAll();
    assertThat(end.complete()).isFalse();
    assertThat(end.notices().get(0)).contains("had changed");
  }

  @Test
  void listsOfRecordsThatAreNoObjectsHaveOneField() {
    api.route("/plain", told -> SimulatedApi.Told.of(200, "[1, 2, \"x\"]"));
    var reader =
        new Reader(api.url(), Map.of("path", "/plain", "key", "value", "pagination", "none"));
    reader.readAll();
    assertThat(reader.rows).extracting(row -> row.get("value")).isEqualTo(List.of(1L, 2L, "x"));
  }

  @Test
  void aPageThatComesBackShorterThanItWasIsNoticed() {
    var reader =
        new Reader(
            api.url(),
            Map.of(
                "path", "/people",
                "records", "data.items",
                "cursor", "changed",
                "incremental", Map.of("start", "since"),
                "pagination", "none"));
    api.next(
        SimulatedApi.Told.of(200, page(1, 20)).cutInTheMiddle(),
        SimulatedApi.Told.of(200, page(4, 8)));
    Poll.End end = reader.readAll();
    assertThat(reader.ids()).hasSizeGreaterThan(5);
    assertThat(end.complete()).isFalse();
    assertThat(end.nextCursor()).isEmpty();
    assertThat(end.notices().get(0)).contains("had changed");
  }

  @Test
  void theCursorDoesNotMoveBehindAPageThatHadChanged() {
    var reader =
        new Reader(
            api.url(),
            Map.of(
                "path", "/cursor",
                "records", "data.items",
                "cursor", "changed",
                "incremental", Map.of("start", "since", "ordered", true),
                "pagination", Map.of("type", "cursor", "path", "paging.next", "param", "cursor")));
    api.next((Asked asked) -> Optional.empty());
    api.next(SimulatedApi.Told.of(200, page(11, 20)).cutInTheMiddle());
    api.next(SimulatedApi.Told.of(200, page(12, 20)));
    var cursors = new ArrayList<Optional<Cursor>>();
    var since =
        new ExtractRequest.Since(CursorText.cursor(Instant.EPOCH), new BatchLimits(5, 1 << 20));
    try (Extraction extraction = reader.extractor.open(since)) {
      Poll poll = extraction.next(Duration.ofSeconds(1));
      for (; !(poll instanceof Poll.End); poll = extraction.next(Duration.ofSeconds(1))) {
        if (poll instanceof Poll.Batch batch) {
          cursors.add(batch.cursor());
        }
      }
      assertThat(((Poll.End) poll).nextCursor()).isEmpty();
    }
    assertThat(cursors.get(0)).isPresent();
    assertThat(cursors.get(cursors.size() - 1)).isEmpty();
  }

  @Test
  void whereNobodyKnowsWhetherThereIsAnotherPageTheCursorStays() {
    var reader =
        new Reader(
            api.url(),
            Map.of(
                "path", "/page",
                "records", "data.items",
                "cursor", "changed",
                "incremental", Map.of("start", "since")));
    assertThat(reader.readAll().nextCursor()).isEmpty();
    var since = new ExtractRequest.Since(CursorText.cursor(Instant.EPOCH), Reader.LIMITS);
    Poll.End end = reader.read(since);
    assertThat(end.nextCursor()).isEmpty();
    assertThat(end.notices().get(0)).contains("pagination: none").contains("cursor");
  }
}
