package dev.syncline.jdbc.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamedParametersTest {

  private static void keeps(String query) {
    assertThat(NamedParameters.parse(query)).isEqualTo(new NamedParameters(query, List.of()));
  }

  @Test
  void namesBecomeMarksInTheirOrder() {
    assertThat(NamedParameters.parse("SELECT * FROM t WHERE a = :a AND b > :b_1 OR c = :a"))
        .isEqualTo(
            new NamedParameters(
                "SELECT * FROM t WHERE a = ? AND b > ? OR c = ?", List.of("a", "b_1", "a")));
  }

  @Test
  void quotedTextsAndIdentifiersStay() {
    keeps("SELECT ':a', 'it''s :b', \":c\", \"x\"\":d\", `:e` FROM t");
  }

  @Test
  void commentsStay() {
    keeps("SELECT 1 -- :a\n, 2 /* :b /* :c */ :d */ FROM t -- :e");
  }

  @Test
  void castsStayAndWhatIsCastIsAParameter() {
    assertThat(NamedParameters.parse("SELECT a::text, :b::int"))
        .isEqualTo(new NamedParameters("SELECT a::text, ?::int", List.of("b")));
  }

  @Test
  void dollarQuotesStay() {
    keeps("SELECT $$ :a $$, $tag$ :b $$ :c $tag$, a$b");
    assertThat(NamedParameters.parse("SELECT a$b, :c").names()).containsExactly("c");
  }

  @Test
  void timesAndSlicesAreNoParameters() {
    keeps("SELECT '12:30', a[1:2]");
  }

  @Test
  void aSemicolonAtTheEndIsTakenAway() {
    assertThat(NamedParameters.parse("SELECT 1 ; \n ;\n").sql()).isEqualTo("SELECT 1");
  }

  @Test
  void unfinishedTextsAreLeftToTheDatabase() {
    keeps("SELECT ':a");
    keeps("SELECT /* :a");
    keeps("SELECT $x$ :a");
  }
}
