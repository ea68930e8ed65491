package dev.syncline.migration.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.transform.TransformContext;
import dev.syncline.api.transform.Transformed;
import dev.syncline.api.transform.Transformer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TransformersTest {
  private static final TransformContext RUN = new TransformContext("s", "r", Instant.EPOCH);
  private static final Schema SCHEMA =
      Schema.of(Field.of("id", LogicalType.INTEGER), Field.of("f", LogicalType.STRING));

  private static Transformed apply(Transformer transformer, @Nullable Object value) {
    return transformer.apply(SyncRecord.of(SCHEMA, 1L, value), RUN);
  }

  private static @Nullable Object result(Transformer transformer, @Nullable Object value) {
    SyncRecord kept = ((Transformed.Kept) apply(transformer, value)).record();
    assertThat(kept.get("id")).isEqualTo(1L);
    assertThat(kept.schema()).isEqualTo(transformer.output(SCHEMA));
    return kept.get("f");
  }

  private static Transformer several() {
    return new SeveralValuesProvider()
        .create(
            ComponentConfig.of(
                Map.of("fields", Map.of("f", Map.of("values", Map.of("r", "Red", "1", "One"))))),
            new NoContext());
  }

  private static Transformer phones() {
    return new PhoneNumbersProvider()
        .create(
            ComponentConfig.of(Map.of("fields", Map.of("f", Map.of("country", "DE", "type", 1)))),
            new NoContext());
  }

  @Test
  void commasSeparateAndEveryPartIsReplacedByItself() {
    assertThat(result(several(), "r, green ,,b c")).isEqualTo(List.of("Red", "green", "b c"));
    assertThat(result(several(), "")).isEqualTo(List.of());
    assertThat(result(several(), 1L)).isEqualTo(List.of("One"));
  }

  @Test
  void aJsonListIsAList() {
    assertThat(result(several(), "[\"r\", \"a, b\", 1, null]"))
        .isEqualTo(List.of("Red", "a, b", "One"));
    assertThat(result(several(), List.of("r", "x"))).isEqualTo(List.of("Red", "x"));
    assertThat(result(several(), "[r, x")).isEqualTo(List.of("[r", "x"));
  }

  @Test
  void whatIsNotThereStaysSo() {
    for (Transformer transformer : List.of(several(), phones())) {
      assertThat(result(transformer, null)).isNull();
      assertThat(((Transformed.Kept) apply(transformer, Absent.ABSENT)).record().toArray()[1])
          .isEqualTo(Absent.ABSENT);
    }
  }

  @Test
  void aPlainNumberGetsWhatIsUsual() {
    assertThat(result(phones(), "+49 30 1234"))
        .isEqualTo(List.of(phone("DE", "+49 30 1234", "", 1L)));
    assertThat(result(phones(), "")).isEqualTo(List.of());
    assertThat(result(phones(), 301234L)).isEqualTo(List.of(phone("DE", "301234", "", 1L)));
  }

  @Test
  void anObjectSaysItself() {
    assertThat(result(phones(), "{\"number\": \"555\", \"country\": \"US\", \"type\": 2}"))
        .isEqualTo(List.of(phone("US", "555", "", 2L)));
    assertThat(
            result(
                phones(),
                List.of(Map.of("phone_number", "1", "extension", "7"), Map.of("number", "2"))))
        .isEqualTo(List.of(phone("DE", "1", "7", 1L), phone("DE", "2", "", 1L)));
    assertThat(apply(phones(), "{\"nummer\": \"555\"}"))
        .isEqualTo(
            new Transformed.Rejected("field 'f' has a part that no phone number has: 'nummer'"));
  }

  private static Map<String, Object> phone(
      String country, String number, String extension, long type) {
    return Map.of(
        "phone_country",
        country,
        "phone_number",
        number,
        "phone_extension",
        extension,
        "phone_type",
        type);
  }

  @Test
  void slipsAreRefused() {
    assertThatThrownBy(
            () ->
                new PhoneNumbersProvider()
                    .create(
                        ComponentConfig.of(Map.of("fields", Map.of("f", Map.of("contry", "DE")))),
                        new NoContext()))
        .hasMessageContaining("did you mean 'country'?");
  }

  /** Transformers ask for nothing. */
  private static final class NoContext implements dev.syncline.api.config.ComponentContext {
    @Override
    public String name() {
      return "s";
    }

    @Override
    public java.time.Clock clock() {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T extends dev.syncline.api.config.Connection> T connection(
        String connectionName, Class<T> kind) {
      throw new UnsupportedOperationException();
    }
  }
}
