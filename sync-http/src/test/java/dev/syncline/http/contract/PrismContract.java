package dev.syncline.http.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.HoldsRecords;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.LooksUp;
import dev.syncline.api.destination.Target;
import dev.syncline.api.destination.WriteContext;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.record.Cursor;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.source.BatchLimits;
import dev.syncline.api.source.ExtractRequest;
import dev.syncline.api.source.Extraction;
import dev.syncline.api.source.Extractor;
import dev.syncline.api.source.Poll;
import dev.syncline.http.client.ApiClient;
import dev.syncline.http.extract.HttpExtractors;
import dev.syncline.http.load.HttpLoaders;
import dev.syncline.testkit.Changes;
import dev.syncline.testkit.TestClock;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Our requests are valid against a contract, as a server sees them that we did not write. Part of
 * the slow profile; skipped, and said so, where there is no Node.js.
 */
class PrismContract {
  private static final Path DOCUMENT =
      Path.of("src", "test", "resources", "dev", "syncline", "http", "contract")
          .resolve("crm.openapi.json");

  private static final Schema CONTACT =
      Schema.of(
          Field.of("number", LogicalType.INTEGER),
          Field.of("email", LogicalType.STRING),
          Field.of("credit", LogicalType.DECIMAL),
          Field.of("since", LogicalType.DATE));

  private static @Nullable Prism prism;

  private final TestClock clock = TestClock.create();

  @BeforeAll
  static void start() throws Exception {
    Optional<String> missing = Prism.missing();
    assumeTrue(missing.isEmpty(), () -> "not tested against Prism: " + missing.orElse(""));
    prism = Prism.serving(DOCUMENT);
  }

  @AfterAll
  static void stop() {
    if (prism != null) {
      prism.close();
    }
  }

  private ApiClient client(Map<String, ?> more) {
    var config = new LinkedHashMap<String, Object>(more);
    config.put("url", Objects.requireNonNull(prism).url() + "/v1");
    return new ApiClient(ComponentConfig.of(config), clock, clock::advance);
  }

  private ApiClient client() {
    return client(Map.of("auth", Map.of("type", "bearer", "token", "t-123456")));
  }

  private static Extractor extractor(ApiClient client, Object limit) {
    return HttpExtractors.of(
        () -> client,
        ComponentConfig.of(
            Map.of(
                "path",
                "/contacts",
                "records",
                "contacts",
                "key",
                "number",
                "cursor",
                "updated_at",
                "query",
                Map.of("limit", limit),
                "fields",
                Map.of("number", "integer", "email", "string", "updated_at", "timestamp"),
                "pagination",
                Map.of("type", "cursor", "path", "next", "param", "cursor"),
                "incremental",
                Map.of("start", "updated_since"))));
  }

  private static List<Object> read(Extractor extractor, ExtractRequest request) {
    var numbers = new ArrayList<Object>();
    try (Extraction extraction = extractor.open(request)) {
      for (int i = 0; i < 100; i++) {
        Poll poll = extraction.next(Duration.ofSeconds(5));
        if (poll instanceof Poll.End) {
          return numbers;
        }
        if (poll instanceof Poll.Batch batch) {
          for (int row = 0; row < batch.records().size(); row++) {
            numbers.add(String.valueOf(batch.records().value(row, 0)));
          }
        }
      }
    }
    throw new AssertionError("no end");
  }

  private static ExtractRequest everything() {
    return new ExtractRequest.FullScan(Optional.empty(), new BatchLimits(100, 1 << 20));
  }

  private Loader loader(Map<String, ?> settings) {
    ApiClient client = client();
    Loader loader = HttpLoaders.of(() -> client, ComponentConfig.of(settings));
    loader.prepare(new Target(CONTACT, List.of("number"), false));
    return loader;
  }

  private static Map<String, Object> single() {
    return Map.of(
        "create", Map.of("path", "/contacts", "id", "id"),
        "update", Map.of("path", "/contacts/{ref}"),
        "delete", Map.of("path", "/contacts/{ref}"),
        "lookup",
            Map.of(
                "path", "/contacts",
                "query", Map.of("number", "{number}", "limit", "5"),
                "records", "contacts",
                "id", "id"),
        "read", Map.of("path", "/contacts/{ref}"),
        "idempotencyKey", Map.of("header", "Idempotency-Key"));
  }

  private static List<WriteResult> write(Loader loader, Changes changes) {
    return loader.write(changes.build(), new WriteContext("contacts", "run", 1));
  }

  private static Changes contact(long number, @Nullable Object email) {
    return Changes.of(CONTACT)
        .insert(
            Key.of(number), number, email, new BigDecimal("12.50"), LocalDate.parse("2025-03-01"));
  }

  @Test
  void aFullReadingIsAllowed() {
    try (Extractor extractor = extractor(client(), 2)) {
      assertThat(read(extractor, everything())).hasSize(2);
    }
  }

  @Test
  void aReadingOfWhatChangedIsAllowed() {
    try (Extractor extractor = extractor(client(), 100)) {
      var since =
          new ExtractRequest.Since(
              new Cursor(1, "t:2025-03-01T10:30:00Z"), new BatchLimits(100, 1 << 20));
      assertThat(read(extractor, since)).isNotEmpty();
    }
  }

  @Test
  void whatTheContractForbidsIsRefused() {
    try (Extractor extractor = extractor(client(), 1_000)) {
      assertThatThrownBy(() -> read(extractor, everything())).hasMessageContaining("422");
    }
    try (Extractor extractor = extractor(client(Map.of()), 2)) {
      assertThatThrownBy(() -> read(extractor, everything())).hasMessageContaining("401");
    }
    assertThat(write(loader(single()), contact(7, "no address")))
        .singleElement()
        .isInstanceOf(WriteResult.Rejected.class);
  }

  @Test
  void writesOfEveryKindAreAllowed() {
    Loader loader = loader(single());
    assertThat(write(loader, contact(7, "eve@example.org")))
        .containsExactly(WriteResult.Written.as(DestinationRef.of("c-7")));
    DestinationRef ref = DestinationRef.of("c-1");
    assertThat(
            write(
                loader,
                Changes.of(CONTACT)
                    .update(
                        Key.of(1L),
                        ref,
                        1L,
                        null,
                        new BigDecimal("0.01"),
                        LocalDate.parse("2024-02-29"))))
        .containsExactly(WriteResult.Written.as(ref));
    assertThat(write(loader, Changes.of(CONTACT).delete(Key.of(1L), ref)))
        .containsExactly(WriteResult.Written.as(ref));
    assertThat(((LooksUp) loader).lookup(List.of(Key.of(2L))))
        .containsExactly(List.of(DestinationRef.of("c-2")));
    assertThat(((HoldsRecords) loader).holds(List.of(ref)).get(0)).isTrue();
  }

  @Test
  void batchesAreAllowed() {
    Loader loader =
        loader(
            Map.of(
                "upsert",
                Map.of(
                    "path",
                    "/contacts/bulk",
                    "method",
                    "POST",
                    "batch",
                    Map.of(
                        "size",
                        2,
                        "items",
                        "contacts",
                        "results",
                        "results",
                        "id",
                        "id",
                        "status",
                        "status"))));
    Changes two =
        contact(8, "a@example.org")
            .insert(
                Key.of(9L),
                9L,
                "b@example.org",
                new BigDecimal("1.00"),
                LocalDate.parse("2025-03-02"));
    assertThat(write(loader, two))
        .containsExactly(
            WriteResult.Written.as(DestinationRef.of("c-8")),
            WriteResult.Written.as(DestinationRef.of("c-9")));
  }
}
