package dev.syncline.examples.syncflow;

import dev.syncline.examples.syncflow.ApiData.Row;
import dev.syncline.examples.syncflow.JsonServer.Asked;
import dev.syncline.examples.syncflow.JsonServer.Told;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An APISmith: what it offers, and the rows of it. */
final class ApiSmith implements AutoCloseable {
  private static final String DATA = "/api/v1/data/";

  private final ApiData data;
  private final JsonServer server;

  ApiSmith(ApiData data, String key, Clock clock) throws IOException {
    this.data = data;
    this.server = new JsonServer(key, clock, this::answer);
  }

  String url() {
    return server.url();
  }

  long requests() {
    return server.requests();
  }

  private Told answer(Asked asked) {
    if (asked.path().equals("/api/v1/apis")) {
      return new Told(200, apis());
    }
    String slug = asked.path().startsWith(DATA) ? asked.path().substring(DATA.length()) : "";
    return data.knows(slug)
        ? new Told(200, page(slug, asked))
        : new Told(404, Map.of("detail", "no such API"));
  }

  private Map<String, Object> page(String slug, Asked asked) {
    List<Row> rows =
        data.rows(slug, Long.parseLong(asked.query().getOrDefault("rowversion_gt", "0")));
    int size = asked.number("page_size", 100);
    int from = Math.min(rows.size(), (asked.number("page", 1) - 1) * size);
    List<Row> some = rows.subList(from, Math.min(rows.size(), from + size));
    return Map.of("rows", some.stream().map(Row::json).toList(), "total", rows.size());
  }

  private List<Map<String, Object>> apis() {
    var items =
        new ArrayList<>(
            List.of(
                column("PART_NO", "part_no", "VARCHAR2(20)", false),
                column(
                    "DESCRIPTION",
                    "description",
                    data.colours() ? "VARCHAR2(80)" : "VARCHAR2(40)",
                    true),
                column("WEIGHT", "weight", "NUMBER(10,3)", true),
                column("SUPPLIER_NO", "supplier_no", "VARCHAR2(10)", true)));
    if (data.colours()) {
      items.add(column("COLOUR", "colour", "VARCHAR2(10)", true));
    }
    return List.of(
        api(
            "suppliers",
            "full",
            List.of("supplier_no"),
            List.of(),
            List.of(
                column("SUPPLIER_NO", "supplier_no", "VARCHAR2(10)", false),
                column("NAME", "name", "VARCHAR2(40)", false),
                column("CITY", "city", "VARCHAR2(40)", true))),
        api(
            "customers",
            "hash",
            List.of("customer_no"),
            List.of(),
            List.of(
                column("CUSTOMER_NO", "customer_no", "VARCHAR2(10)", false),
                column("NAME", "name", "VARCHAR2(40)", false),
                column("CITY", "city", "VARCHAR2(40)", true),
                column("CREDIT", "credit", "NUMBER(12,2)", true))),
        api(
            "items",
            "rowversion",
            List.of("part_no"),
            List.of(parent("suppliers", "supplier_no")),
            items),
        api(
            "orders",
            "rowversion",
            List.of("order_no"),
            List.of(parent("customers", "customer_no")),
            List.of(
                column("ORDER_NO", "order_no", "VARCHAR2(10)", false),
                column("CUSTOMER_NO", "customer_no", "VARCHAR2(10)", false),
                column("ORDERED_ON", "ordered_on", "DATE", true))),
        api(
            "order_lines",
            "rowversion",
            List.of("order_no", "line_no"),
            List.of(parent("orders", "order_no"), parent("items", "part_no")),
            List.of(
                column("ORDER_NO", "order_no", "VARCHAR2(10)", false),
                column("LINE_NO", "line_no", "NUMBER(5)", false),
                column("PART_NO", "part_no", "VARCHAR2(20)", true),
                column("QUANTITY", "quantity", "NUMBER(8)", true))));
  }

  private static Map<String, Object> api(
      String slug,
      String strategy,
      List<String> key,
      List<Map<String, Object>> parents,
      List<Map<String, Object>> columns) {
    return Map.of(
        "slug", slug,
        "name", slug,
        "delta_strategy", strategy,
        "business_key_columns", key,
        "parents", parents,
        "columns", columns);
  }

  private static Map<String, Object> parent(String slug, String column) {
    return Map.of("api", slug, "columns", List.of(column));
  }

  private static Map<String, Object> column(
      String name, String alias, String type, boolean nullable) {
    return Map.of("name", name, "output_alias", alias, "data_type", type, "is_nullable", nullable);
  }

  @Override
  public void close() {
    server.close();
  }
}
