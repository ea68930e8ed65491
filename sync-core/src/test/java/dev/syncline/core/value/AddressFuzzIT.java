package dev.syncline.core.value;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What passes as an address has what an address has. */
class AddressFuzzIT {

  @DictionaryEntries({
    "http://",
    "https://",
    "@",
    ".",
    "xn--",
    "\u00fc",
    "[::1]",
    ":80",
    "/",
    "?",
    "#",
    "\u3002",
    "localhost",
    ".de",
    "%40",
    "\\x00",
    "\u200b",
    "user:pw@"
  })
  @FuzzTest(maxDuration = "20s")
  void checks(byte[] data) throws Exception {
    String text = new String(data, StandardCharsets.UTF_8);
    if (AddressText.email(text)) {
      assertThat(text).hasSizeLessThanOrEqualTo(254).doesNotContainAnyWhitespaces();
      assertThat(text.chars().filter(c -> c == '@').count()).isEqualTo(1);
      assertThat(text.chars().noneMatch(Character::isISOControl)).isTrue();
      assertThat(text).doesNotContain("..").doesNotStartWith(".").doesNotEndWith("@");
    }
    if (AddressText.url(text, List.of("http", "https"))) {
      var uri = new URI(text);
      assertThat(uri.getScheme()).matches("(?i)https?");
      assertThat(uri.getRawAuthority()).isNotBlank();
      assertThat(text).doesNotContainAnyWhitespaces();
    }
  }
}
