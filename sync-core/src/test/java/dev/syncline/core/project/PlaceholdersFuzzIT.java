package dev.syncline.core.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.syncline.core.project.Placeholders.BadPlaceholder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A text comes through as it is, except for placeholders. */
class PlaceholdersFuzzIT {
  private final Placeholders placeholders = new Placeholders(Map.of("A", "${B}", "E", ""));

  @DictionaryEntries({"${A}", "${E}", "${E:-x}", "${N:-", "$${", "${", "}", ":-"})
  @FuzzTest(maxDuration = "20s")
  void fills(byte[] data) throws BadPlaceholder {
    String text = new String(data, StandardCharsets.UTF_8);
    assertThat(placeholders.fill(text.replace("${", "$${")).text()).isEqualTo(text);
    try {
      var filled = placeholders.fill(text);
      if (!text.contains("${")) {
        assertThat(filled.text()).isEqualTo(text);
        assertThat(filled.external()).isFalse();
      }
    } catch (BadPlaceholder e) {
      assertThat(text).contains("${");
      assertThat(e).hasMessageContaining("${");
    }
  }
}
