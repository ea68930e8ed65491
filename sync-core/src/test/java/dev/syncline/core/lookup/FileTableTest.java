package dev.syncline.core.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.PermanentException;
import dev.syncline.core.definition.Lookup;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileTableTest {
  @TempDir Path folder;

  private LookupTable load(String name, String text, int atMost, String... key) {
    Path file = folder.resolve(name);
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return new FileTable("l", Lookup.file(file.toString(), key).atMost(atMost)).load();
  }

  private LookupTable csv(String text, String... key) {
    return load("f.csv", text, 10, key);
  }

  private static Object find(LookupTable table, String column, Object... key) {
    return table.column(column, "map.x").find(List.of(key));
  }

  @Test
  void readsCsvAsTheStandardHasIt() {
    var table =
        csv(
            "\uFEFFcode,name,note\r\n"
                + "DE,\"Germany, \"\"Bund\"\"\",\r\n"
                + "\r\n"
                + "AT,Austria,\"two\nlines\"\n"
                + "CH,Switzerland,\"\"",
            "code");
    assertThat(find(table, "name", "DE")).isEqualTo("Germany, \"Bund\"");
    assertThat(find(table, "note", "DE")).isNull();
    assertThat(find(table, "note", "AT")).isEqualTo("two\nlines");
    assertThat(find(table, "note", "CH")).isEqualTo("");
    assertThat(find(table, "note", "FR")).isSameAs(LookupTable.MISSING);
  }

  @Test
  void readsJsonWithTheTypesThatItHas() {
    var table =
        load(
            "f.json",
            "[{\"id\": 1, \"rate\": 0.10}, {\"id\": \"b\", \"rate\": null}, {\"id\": 3}]",
            10,
            "id");
    assertThat(find(table, "rate", 1L)).isEqualTo(new BigDecimal("0.10"));
    assertThat(find(table, "rate", "1")).isEqualTo(new BigDecimal("0.10"));
    assertThat(find(table, "rate", new BigDecimal("1.0"))).isEqualTo(new BigDecimal("0.10"));
    assertThat(find(table, "rate", "b")).isNull();
    assertThat(find(table, "rate", "3")).isNull();
  }

  @Test
  void takesKeysOfSeveralColumnsAndLeavesOutThoseThatAreNotWhole() {
    var table = csv("a,b,v\n1,2,x\n12,,y\n,12,z\n", "a", "b");
    assertThat(find(table, "v", 1L, 2L)).isEqualTo("x");
    assertThat(find(table, "v", "12", "")).isSameAs(LookupTable.MISSING);
  }

  @Test
  void refusesAKeyThatMeansTwoThings() {
    assertThat(find(csv("a,v\n1,x\n1,x\n", "a"), "v", 1L)).isEqualTo("x");
    assertThatThrownBy(() -> csv("a,v\n1,secret\n1,other\n", "a"))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("lookup 'l' holds a key twice with different values")
        .hasMessageContaining("in record 2")
        .hasMessageNotContaining("secret");
  }

  @Test
  void isBounded() {
    assertThatThrownBy(() -> load("f.csv", "a\n1\n2\n3\n", 2, "a"))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("lookup 'l' has more than 2 records")
        .hasMessageContaining("raise 'atMost'");
    assertThatThrownBy(() -> load("f.json", "[{\"a\":1},{\"a\":2},{\"a\":3}]", 2, "a"))
        .hasMessageContaining("more than 2 records");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "f.csv  | ''                     | is empty; its first line names the columns",
        "f.csv  | 'a,a~1,2'              | has two columns of one name",
        "f.csv  | 'a,~1,2'               | has a column without a name",
        "f.csv  | 'a,b~1,2~3'            | has 1 columns in line 3, not 2",
        "f.csv  | 'a,b~1,2,3'            | has 3 columns in line 2, not 2",
        "f.csv  | 'a,b~1,\"x'            | line 2: a quote is not closed",
        "f.csv  | 'a,b~1,\"x\"y'         | line 2: a comma or the end of the line is missing",
        "f.csv  | 'b~1'                  | the lookup has no column 'a'; did you mean 'b'?",
        "f.json | '{\"a\": 1}'           | is no JSON list of objects",
        "f.json | '[1]'                  | is no JSON list of objects, in line 1",
        "f.json | '[{\"a\": 1}~,{\"a\"'  | is not the JSON it should be, in line 2",
        "f.json | '[{\"a\":1,\"a\":2}]'  | is not the JSON it should be, in line 1",
      })
  void saysWhatIsWrongWithAFile(String name, String text, String message) {
    assertThatThrownBy(() -> load(name, text.replace('~', '\n'), 10, "a"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("lookups.l.")
        .hasMessageContaining(message);
  }

  @Test
  void saysThatAFileOrAColumnIsNotThere() {
    assertThatThrownBy(() -> new FileTable("l", Lookup.file("no/such.csv", "a")).load())
        .hasMessage(
            "lookups.l.file: file 'no/such.csv' is not there; a relative path starts from the"
                + " working directory");
    assertThatThrownBy(() -> csv("a,name\n", "a").column("nmae", "map.x"))
        .hasMessage("map.x: the lookup has no column 'nmae'; did you mean 'name'?");
  }
}
