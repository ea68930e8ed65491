package dev.syncline.http.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.source.Extraction;
import dev.syncline.api.source.Poll;
import dev.syncline.http.json.JsonText;
import dev.syncline.http.simulator.SimulatedApi;
import dev.syncline.http.simulator.SimulatedApi.Asked;
import dev.syncline.http.simulator.SimulatedApi.Told;
import dev.syncline.http.wire.Cancellation;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One list for every record of another list. */
@Timeout(30)
class ChildrenTest {
  private static final int CUSTOMERS = 12;
  private static final int ORDERS = 450;

  private final SimulatedApi api = new SimulatedApi();
  private final AtomicInteger atOnce = new AtomicInteger();
  private final Map<String, Queue<Integer>> troubles = new ConcurrentHashMap<>();
  private final AtomicInteger most = new AtomicInteger();

  @BeforeEach
  void serve() {
    api.route(
        "/customers", asked -> asked.path().equals("/customers") ? customers() : orders(asked));
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private static Told customers() {
    var list = new ArrayList<Map<String, Object>>();
    for (long id = 1; id <= CUSTOMERS; id++) {
      list.add(Map.of("id", "c/" + id, "name", "customer " + id));
    }
    return Told.json(Map.of("data", list));
  }

  /** Customer n has 1 order, every third has many. */
  private Told orders(Asked asked) {
    most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
    try {
      String[] parts = asked.path().split("/");
      assertThat(parts[2]).as("encoded").startsWith("c%2F");
      int customer = Integer.parseInt(parts[2].substring(4));
      Integer trouble = troubles.getOrDefault(parts[2].substring(4), new ArrayDeque<>()).poll();
      if (trouble != null) {
        return Told.of(trouble, "");
      }
      int page = Integer.parseInt(asked.query().getOrDefault("page", "1"));
      int all = customer % 3 == 0 ? ORDERS : 1;
      var list = new ArrayList<Map<String, Object>>();
      for (int i = (page - 1) * 100; i < Math.min(all, page * 100); i++) {
        list.add(Map.of("id", customer + "-" + i));
      }
      return Told.json(Map.of("orders", list, "total", all));
    } finally {
      atOnce.decrementAndGet();
    }
  }

  private Reader reader(Object... parents) {
    var settings = new LinkedHashMap<String, Object>();
    settings.put("path", "/customers");
    settings.put("records", "data");
    settings.put("pagination", "none");
    settings.put("include", Map.of("customer", "id"));
    for (int i = 0; i < parents.length; i += 2) {
      settings.put((String) parents[i], parents[i + 1]);
    }
    return new Reader(
        api.url(),
        Map.of(
            "path",
            "/customers/{parent.id}/orders",
            "records",
            "orders",
            "pagination",
            Map.of("type", "page", "total", "total"),
            "parents",
            settings));
  }

  private static List<String> expected() {
    var ids = new ArrayList<String>();
    for (int customer = 1; customer <= CUSTOMERS; customer++) {
      for (int i = 0; i < (customer % 3 == 0 ? ORDERS : 1); i++) {
        ids.add(customer + "-" + i);
      }
    }
    return ids;
  }

  @Test
  void comeInTheOrderOfTheirParentsWithFieldsOfThem() {
    var reader = reader("parallel", 3);
    Poll.End end = reader.readAll();
    assertThat(reader.ids()).isEqualTo(expected());
    assertThat(reader.rows)
        .allSatisfy(
            row ->
                assertThat(row.get("customer"))
                    .isEqualTo("c/" + String.valueOf(row.get("id")).split("-")[0]));
    assertThat(end.complete()).isTrue();
    assertThat(most.get()).isLessThanOrEqualTo(3);
  }

  @Test
  void areReadSeveralListsAtOnce() {
    var together = new CyclicBarrier(4);
    api.next(asked -> Optional.empty());
    for (int i = 0; i < 4; i++) {
      api.next(
          asked -> {
            try {
              together.await(20, TimeUnit.SECONDS);
            } catch (Exception e) {
              return Optional.of(Told.of(400, "not four at once"));
            }
            return Optional.empty();
          });
    }
    var reader = reader("parallel", 4);
    reader.readAll();
    assertThat(reader.ids()).isEqualTo(expected());
  }

  @Test
  void goOnAfterOneOfThemWasPutOff() {
    troubles.put("2", new ArrayDeque<>(List.of(503, 429, 500)));
    troubles.put("3", new ArrayDeque<>(List.of(502)));
    var reader = reader("parallel", 4);
    Poll.End end = reader.readAll();
    assertThat(reader.ids()).isEqualTo(expected());
    assertThat(end.complete()).isTrue();
    assertThat(reader.others).filteredOn(Poll.Retry.class::isInstance).hasSize(4);
  }

  @Test
  void endTheRunIfOneOfThemIsRefused() {
    api.next(asked -> Optional.empty());
    api.next(Told.of(404, "{\"error\": \"gone meanwhile\"}"));
    var reader = reader();
    assertThatThrownBy(reader::readAll)
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("/customers/c%2F")
        .hasMessageContaining("404");
  }

  @Test
  void proveNothingIfOneOfTheirListsShifted() {
    api.next(asked -> Optional.empty());
    api.next(Told.of(200, JsonText.write(Map.of("orders", List.of(), "total", 7))));
    Poll.End end = reader().readAll();
    assertThat(end.complete()).isFalse();
    assertThat(end.notices().get(0)).contains("0 records came of 7");
  }

  @Test
  void leaveNoThreadBehindWhenTheReadingIsLeft() {
    var reader = reader("parallel", 4);
    try (Extraction extraction = reader.extractor.open(Reader.everything())) {
      reader.take(extraction.next(Duration.ofSeconds(1)));
    }
    while (Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("syncline-http-children"))) {
      Thread.onSpinWait();
    }
  }

  @Test
  void needAFieldOfTheParentInTheirPath() {
    assertThatThrownBy(
            () ->
                new Reader(
                    api.url(), Map.of("path", "/orders", "parents", Map.of("path", "/customers"))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("{parent.id}");
  }

  @Test
  void areReadToTheirEndBeforeTheirParentsAreAskedForAgain() {
    var reader =
        reader("parallel", 4, "pagination", Map.of("type", "cursor", "path", "next", "param", "c"));
    var asked = new AtomicInteger();
    api.route(
        "/customers",
        request -> {
          if (!request.path().equals("/customers")) {
            return orders(request);
          }
          if (request.query().isEmpty()) {
            return Told.of(
                200, "{\"data\": [{\"id\": \"c/3\"}, {\"id\": \"c/6\"}], \"next\": \"b\"}");
          }
          asked.incrementAndGet();
          return reader.others.stream().noneMatch(Poll.Retry.class::isInstance)
              ? Told.of(503, "")
              : Told.of(200, "{\"data\": [{\"id\": \"c/9\"}], \"next\": null}");
        });
    reader.readAll();
    assertThat(reader.rows).hasSize(3 * ORDERS);
    assertThat(reader.others).filteredOn(Poll.Retry.class::isInstance).hasSize(1);
    assertThat(asked).as("once, and again after the engine has waited").hasValue(2);
  }

  @Test
  void endTheRunIfTheirThreadDies() {
    var death = new StackOverflowError("too deep");
    var walk =
        new ParentWalk(
            walk(() -> new Walk.Step.Item(Map.of())),
            (parent, part) ->
                walk(
                    () -> {
                      throw death;
                    }),
            Map.of(),
            1,
            new Cancellation());
    try (walk) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 3; i++) {
                  walk.next(Duration.ofSeconds(1));
                }
              })
          .isSameAs(death);
    }
  }

  private static Walk walk(Supplier<Walk.Step> steps) {
    return new Walk() {
      @Override
      public Step next(Duration maxWait) {
        return steps.get();
      }

      @Override
      public Place place() {
        return Place.START;
      }

      @Override
      public Optional<String> drifted() {
        return Optional.empty();
      }

      @Override
      public Optional<HttpHeaders> firstHeaders() {
        return Optional.empty();
      }

      @Override
      public Optional<Object> extraValue() {
        return Optional.empty();
      }

      @Override
      public long requests() {
        return 0;
      }

      @Override
      public long bytes() {
        return 0;
      }

      @Override
      public void close() {}
    };
  }
}
