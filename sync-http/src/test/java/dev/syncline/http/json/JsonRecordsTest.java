package dev.syncline.http.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.error.PermanentException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Records out of documents of every form. */
class JsonRecordsTest {
  private static final ReadLimits SMALL = new ReadLimits(1_000, 100, 5);

  private JsonRecords reader;

  private List<Map<String, Object>> read(String json, String path, String... wanted)
      throws IOException {
    return read(json, path, ReadLimits.DEFAULT, wanted);
  }

  private List<Map<String, Object>> read(
      String json, String path, ReadLimits limits, String... wanted) throws IOException {
    reader =
        new JsonRecords(
            new ByteArrayInputStream(json.getBytes(UTF_8)),
            JsonPath.of(path),
            List.of(wanted).stream().map(JsonPath::of).toList(),
            limits,
            "GET http://api/list");
    var records = new ArrayList<Map<String, Object>>();
    for (var next = reader.next(); next.isPresent(); next = reader.next()) {
      records.add(next.get());
    }
    reader.requireRecords();
    return records;
  }

  private Optional<Object> value(String path) {
    return reader.value(JsonPath.of(path));
  }

  @Test
  void findsRecordsAndValuesOnBothSidesOfThem() throws IOException {
    var records =
        read(
            "{\"meta\": {\"total\": 2, \"x\": [1, {\"items\": [9]}]},"
                + " \"data\": [{}, {\"items\": [{\"a\": 1}, {\"a\": {\"b\": [true, null]}}]}],"
                + " \"next\": \"n\", \"none\": null}",
            "data[1].items",
            "meta.total",
            "next",
            "none",
            "meta.x[0]",
            "no.such");
    assertThat(records).hasSize(2);
    assertThat(records.get(0)).isEqualTo(Map.of("a", 1L));
    assertThat(JsonPath.of("a.b[0]").in(records.get(1))).isEqualTo(true);
    assertThat(value("meta.total")).contains(2L);
    assertThat(value("meta.x[0]")).contains(1L);
    assertThat(value("next")).contains("n");
    assertThat(value("none")).isEmpty();
    assertThat(value("no.such")).isEmpty();
  }

  @Test
  void readsAListAtTheTopAndASingleRecord() throws IOException {
    assertThat(read("[{\"a\": 1}, {\"a\": 2}]", "$")).hasSize(2);
    assertThat(read("{\"a\": 1}", "$")).containsExactly(Map.of("a", 1L));
    assertThat(read("{\"r\": {\"a\": 1}, \"n\": 5}", "r", "n")).hasSize(1);
    assertThat(value("n")).contains(5L);
    assertThat(read("{\"a.b\": [{\"c\": 1}]}", "['a.b']")).hasSize(1);
    assertThat(read("[]", "$")).isEmpty();
  }

  @Test
  void numbersAreExact() throws IOException {
    var record =
        read("[{\"a\": 12345678901234567890, \"b\": 0.10, \"c\": 1e2, \"d\": -0}]", "$").get(0);
    assertThat(record.get("a")).isEqualTo(new BigInteger("12345678901234567890"));
    assertThat(record.get("b")).isEqualTo(new BigDecimal("0.10"));
    assertThat(record.get("c")).isEqualTo(new BigDecimal("1e2"));
    assertThat(record.get("d")).isEqualTo(0L);
  }

  @Test
  void aDocumentThatEndsInTheMiddleIsNoEnd() {
    for (String cut :
        List.of("[{\"a\": 1}", "[{\"a\": 1}, ", "{\"r\": [{\"a\": 1}]", "[{\"a\": \"x")) {
      assertThatThrownBy(() -> read(cut, cut.startsWith("{") ? "r" : "$"))
          .as(cut)
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void whatIsNoJsonIsSaidWithoutItsContent() {
    assertThatThrownBy(() -> read("<html>secret</html>", "$"))
        .isInstanceOf(PermanentException.class)
        .hasMessage("GET http://api/list did not answer JSON: unreadable in line 1, column 1");
    assertThatThrownBy(() -> read("[] ] and more", "$")).isInstanceOf(PermanentException.class);
  }

  @Test
  void recordsThatAreNotWhereTheyShouldBeAreNotNoRecords() {
    assertThatThrownBy(() -> read("{\"error\": \"x\", \"code\": 3}", "items"))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("no 'items' in its answer; there is error, code");
    assertThatThrownBy(() -> read("{\"items\": null}", "items")).hasMessageContaining("but null");
    assertThatThrownBy(() -> read("", "items")).hasMessageContaining("no 'items'");
  }

  @Test
  void limitsHold() {
    assertThatThrownBy(() -> read("[{\"a\": [[[[[[1]]]]]]}]", "$", SMALL))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("nesting");
    String many = "[{\"a\": [" + "1, ".repeat(100) + "1]}]";
    assertThatThrownBy(() -> read(many, "$", SMALL)).hasMessageContaining("'maxRecordBytes'");
    assertThatThrownBy(() -> read("[{\"a\": \"" + "x".repeat(200) + "\"}]", "$", SMALL))
        .isInstanceOf(PermanentException.class);
    assertThatThrownBy(() -> read("[1e999999999]", "$")).hasMessageContaining("exponent");
  }

  @Test
  void pathsThatAreNoneAreRefused() {
    for (String bad : List.of("a..b", "a[", "a[x]", "", "a.", ".[1]")) {
      assertThatThrownBy(() -> JsonPath.of(bad))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(JsonPath.of("$.a.b")).isEqualTo(new JsonPath(List.of("a", "b"), "$.a.b"));
    assertThat(JsonPath.of("a['x.y'][3]").steps()).containsExactly("a", "x.y", 3);
  }
}
