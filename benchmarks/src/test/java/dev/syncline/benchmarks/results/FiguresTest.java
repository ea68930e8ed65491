package dev.syncline.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FiguresTest {
  private final Samples samples = new Samples();

  @Test
  void comparesMedians() {
    add("A", 9, 6, 5);
    add("copy", 3, 5);
    add("springbatch_A", 18);

    assertThat(new Figures("pg_1m_", samples).all())
        .containsOnly(
            Map.entry("pg_1m_A_seconds", 6.0),
            Map.entry("pg_1m_copy_seconds", 4.0),
            Map.entry("pg_1m_springbatch_A_seconds", 18.0),
            Map.entry("pg_1m_A_vs_copy", 1.5),
            Map.entry("pg_1m_A_springbatch_vs_us", 3.0));
  }

  @Test
  void comparesWithThePeersBetterVariantWhicheverItIs() {
    add("B", 2);
    add("camel_B", 20);
    add("camel_distinct_B", 10);
    add("easybatch_B", 8);
    add("easybatch_distinct_B", 12);

    assertThat(new Figures("", samples).all())
        .containsEntry("B_camel_vs_us", 10.0)
        .containsEntry("B_camel_distinct_vs_us", 5.0)
        .containsEntry("B_camel_best_vs_us", 5.0)
        .containsEntry("B_easybatch_best_vs_us", 4.0);
  }

  @Test
  void isAFlatObject() {
    assertThat(Figures.json(new TreeMap<>(Map.of("b", 1.0, "a", 0.25))))
        .isEqualTo("{\n  \"a\": 0.2500,\n  \"b\": 1.0000\n}\n");
  }

  private void add(String name, double... values) {
    for (double value : values) {
      samples.add(name, value);
    }
  }
}
