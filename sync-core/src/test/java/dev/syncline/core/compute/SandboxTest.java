package dev.syncline.core.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ezylang.evalex.config.ExpressionConfiguration;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.core.expression.Expression;
import dev.syncline.core.expression.ExpressionException;
import dev.syncline.core.expression.Function;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An expression reaches nothing but its record, and its work has an end. */
class SandboxTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  private static final Schema SCHEMA =
      Schema.of(
          Field.of("n", LogicalType.DECIMAL),
          Field.of("t", LogicalType.STRING),
          Field.of("o", LogicalType.OBJECT),
          Field.of("f", LogicalType.FLOAT));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "t.getClass()",
        "t.getClass().forName('java.lang.Runtime')",
        "java.lang.System.exit(0)",
        "System.getenv('HOME')",
        "T(java.lang.Runtime).getRuntime().exec('id')",
        "new java.io.File('/etc/passwd')",
        "new('java.io.File', '/etc/passwd')",
        "#root",
        "@bean",
        "${env:HOME}",
        "file('/etc/passwd')",
        "read('/etc/passwd')",
        "env('HOME')",
        "DT_NOW()",
        "DT_TODAY()",
        "RANDOM()",
        "STR_FORMAT('%1000000000d', 1)",
        "STR_MATCHES(t, '(a+)+b')",
        "FACT(100000)",
        "PI",
        "E",
        "while(true, 1)",
        "n = 1; n = 2",
        "n := 1",
        "n++",
        "x -> x",
        "[1, 2, 3]",
        "{'a': 1}",
        "o[n]",
        "upper(t)[0]",
        "upper(t).length",
        "0x7fffffff",
        "1e1000",
        "1e5e5",
        "1..2",
        "'open",
        "(((",
        ")",
        "]",
        "a[",
        "a[1)",
        "a.",
        ".a",
        "a..b",
        "f(",
        "()",
        "",
        "   ",
        "and",
        "not",
        "1 +",
        "* 1",
        "1 2",
        "field(n)",
        "field('n', 't')"
      })
  void refusesBeforeTheFirstRecord(String expression) {
    Assertions.assertTimeoutPreemptively(
        SOON,
        () ->
            assertThatThrownBy(() -> Formula.compile(new Expression(expression), SCHEMA, "map.v"))
                .satisfiesAnyOf(
                    e -> assertThat(e).isInstanceOf(ExpressionException.class),
                    e -> assertThat(e).hasMessageStartingWith("map.v: ")));
  }

  /** Its own functions and constants would convert what we refuse, read the clock, and run long. */
  @Test
  void nothingOfTheLibrarysOwnIsKnown() {
    var own = ExpressionConfiguration.defaultConfiguration();
    var names = own.getFunctionDictionary().getAvailableFunctionNames();
    assertThat(names).hasSizeGreaterThan(50);
    for (String name : names) {
      assertThatThrownBy(() -> new Expression(name + "(1)"))
          .isInstanceOf(ExpressionException.class)
          .hasMessageContaining("there is no function");
    }
    for (String constant : own.getDefaultConstants().keySet()) {
      if (!List.of("TRUE", "FALSE", "NULL").contains(constant)) {
        assertThatThrownBy(() -> Formula.compile(new Expression(constant), SCHEMA, "map.v"))
            .hasMessageContaining("the source has no field");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9 ^ 1000 * 9 ^ 1000",
        "99 ^ 999",
        "10 ^ 1000 * 10 ^ 1000 * 10 ^ 1000",
        "n ^ 1000",
        "n * n * n * n * n * n * n * n * n * n * n",
        "0.01 ^ 900",
        "1 / n ^ 500 / n ^ 500 % 3 * n ^ 500",
        "pad_left('', 1000000000, 'x')",
        "pad_left('', 1000001, 'x')",
        "replace(t, 'a', pad_left('', 1000000, 'b'))",
        "pad_left('', 600000, 'x') + pad_left('', 600000, 'x')",
        "concat(pad_left('', 600000, 'x'), pad_left('', 600000, 'x'))",
        "join(pad_left('', 900000, 'x'), t, t, t)",
        "split(pad_left('', 900000, ','), ',')",
        "part(t, '', 0)",
        "replace(t, '', 'x')",
        "round(n, 1000000000)",
        "round(n, 0.5)",
        "left(t, 99999999999)",
        "left(t, -1)",
        "add_days(date('2024-01-01'), 999999999999)",
        "date('2024-13-01')",
        "date(t, 'no/where')",
        "1 / 0",
        "1 % 0",
        "f + 1",
        "number('1e999999999')",
        "number('NaN')"
      })
  void rejectsARecordBeforeItGetsLarge(String expression) {
    var formula = Formula.compile(new Expression(expression), SCHEMA, "map.v");
    Object[] row = {new BigDecimal("9".repeat(100)), "a".repeat(1000), Map.of(), Double.NaN};
    Assertions.assertTimeoutPreemptively(
        SOON, () -> assertThatThrownBy(() -> formula.of(row)).isInstanceOf(Refused.class));
  }

  @Test
  void boundsTheNumbersOfTheRecordItself() {
    var formula = Formula.compile(new Expression("n + 1"), SCHEMA, "map.v");
    for (BigDecimal huge :
        List.of(
            new BigDecimal("1E999999999"),
            new BigDecimal("1E-999999999"),
            new BigDecimal(BigInteger.ONE.shiftLeft(10_000)))) {
      assertThatThrownBy(() -> formula.of(new Object[] {huge, null, null, null}))
          .isInstanceOf(Refused.class)
          .hasMessage("a number has more than 1000 digits (character 1)");
    }
  }

  @Test
  void boundsTheExpressionItself() {
    for (String expression :
        List.of(
            "n" + " + n".repeat(999),
            "-".repeat(100) + "n",
            "(".repeat(2000) + "n" + ")".repeat(1999),
            "abs(".repeat(100) + "n" + ")".repeat(100),
            "n + " + "'" + "x".repeat(4000) + "'",
            "o" + ".a".repeat(40),
            "o" + "[1]".repeat(400),
            "1".repeat(101))) {
      Assertions.assertTimeoutPreemptively(
          SOON,
          () ->
              assertThatThrownBy(() -> Formula.compile(new Expression(expression), SCHEMA, "v"))
                  .isNotInstanceOf(Error.class));
    }
    assertThat(new Expression("n" + " + n".repeat(49)).fields()).containsExactly("n");
  }

  /** A point leads into the parts of a JSON value, never to those of a Java object. */
  @Test
  void aPathIsNoReflection() {
    Object[] row = {null, "{\"class\": 1}", Map.of("size", 7L), null};
    assertThat(Formula.compile(new Expression("o.size"), SCHEMA, "v").of(row)).isEqualTo(7L);
    assertThat(Formula.compile(new Expression("t.class"), SCHEMA, "v").of(row)).isEqualTo(1L);
    for (String path : List.of("o.class", "o.empty", "o.keySet", "(o).hashCode")) {
      assertThat(Formula.compile(new Expression(path), SCHEMA, "v").of(row)).as(path).isNull();
    }
    assertThatThrownBy(() -> Formula.compile(new Expression("n.scale"), SCHEMA, "v"))
        .hasMessageContaining("neither an object, a list nor JSON text");
  }

  /** The longest way there is through one expression, on the largest values. */
  @Test
  void theMostWorkIsDoneInSeconds() {
    var text = new StringBuilder("t");
    for (int i = 0; i < 50; i++) {
      text.insert(0, "upper(").append(')');
    }
    var formula = Formula.compile(new Expression(text.toString()), SCHEMA, "map.v");
    Object[] row = {null, "ß".repeat(1_000_000), null, null};
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> assertThatThrownBy(() -> formula.of(row)).isInstanceOf(Refused.class));
  }

  /** Whatever is written: a tree or an error with a position, and nothing else. */
  @Test
  void anyTextIsAnExpressionOrNot() {
    var words = new java.util.ArrayList<>(Function.names());
    words.addAll(
        List.of(
            "n", "t", "o", ".", "[", "]", "(", ")", ",", "+", "-", "*", "/", "^", "=", "!=", "and",
            "or", "not", "'x'", "\"", "\\", "1", "0.5", "1e3", "null", "true", " ", "é", "\uD83D",
            "\u0000", "field"));
    var random = new Random(7);
    int taken = 0;
    for (int i = 0; i < 100_000; i++) {
      var text = new StringBuilder();
      for (int word = random.nextInt(9); word >= 0; word--) {
        text.append(words.get(random.nextInt(words.size())));
      }
      try {
        var formula = Formula.compile(new Expression(text.toString()), SCHEMA, "v");
        taken++;
        formula.of(new Object[] {BigDecimal.TEN, "x", Map.of("n", 1L), 0.5});
      } catch (ExpressionException e) {
        assertThat(e.position()).as(text.toString()).isBetween(1, text.length() + 1);
      } catch (Refused | dev.syncline.api.error.ConfigurationException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
    assertThat(taken).isGreaterThan(1000);
  }
}
