package dev.syncline.examples.syncflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * The rows of an APISmith: the same for the same seed and the same number of touches. Every write
 * gives its row the next version.
 */
final class ApiData {
  static final int SUPPLIERS = 400;
  static final int CUSTOMERS = 1_500;
  static final int ITEMS = 5_000;
  static final int ORDERS = 3_000;

  private static final int LINES = 3;
  private static final int TOUCHED = 25;
  private static final int NEW_ORDERS = 5;

  /** Suppliers from here on have no items, so that they may go. */
  private static final int FREE_SUPPLIER = 350;

  private static final List<String> WORDS =
      List.of("bolt", "nut", "washer", "gear", "shaft", "valve", "pump", "seal", "bearing", "ring");
  private static final List<String> CITIES =
      List.of("Ulm", "Lyon", "Turin", "Gdańsk", "Århus", "Malmö", "Porto", "Graz");

  private final Map<String, Map<String, Row>> byKey = new LinkedHashMap<>();
  private final Map<String, TreeMap<Long, Row>> byVersion = new LinkedHashMap<>();
  private final boolean colours;
  private long version;

  /** A row as the API answers it. */
  record Row(Map<String, Object> keys, Map<String, Object> data, long version) {
    Map<String, Object> json() {
      return Map.of("oracle_keys", keys, "row_version", version, "data", data);
    }
  }

  /**
   * @param touches how often a little was changed
   * @param colours whether items have a colour since the last touch
   */
  ApiData(long seed, int touches, boolean colours) {
    this.colours = colours;
    var random = new Random(seed);
    for (int i = 1; i <= SUPPLIERS; i++) {
      supplier(i, random);
    }
    for (int i = 1; i <= CUSTOMERS; i++) {
      customer(i, random);
    }
    for (int i = 1; i <= ITEMS; i++) {
      item(i, random, false);
    }
    for (int i = 1; i <= ORDERS; i++) {
      order(i, random);
    }
    for (int touch = 1; touch <= touches; touch++) {
      touch(touch, new Random(seed + touch), colours && touch == touches);
    }
  }

  private void touch(int number, Random random, boolean coloured) {
    for (int i = 0; i < TOUCHED; i++) {
      item(1 + random.nextInt(ITEMS), random, coloured);
    }
    for (int i = 1; i <= NEW_ORDERS; i++) {
      order(ORDERS + (number - 1) * NEW_ORDERS + i, random);
    }
    customer(1 + random.nextInt(CUSTOMERS), random);
    remove("suppliers", Map.of("SUPPLIER_NO", supplierNo(FREE_SUPPLIER + number)));
  }

  private static String supplierNo(int number) {
    return String.format("S%04d", number);
  }

  private static String word(Random random) {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  private void supplier(int number, Random random) {
    put(
        "suppliers",
        Map.of("SUPPLIER_NO", supplierNo(number)),
        Map.of("name", "Supplier " + number, "city", CITIES.get(random.nextInt(CITIES.size()))));
  }

  private void customer(int number, Random random) {
    put(
        "customers",
        Map.of("CUSTOMER_NO", String.format("C%05d", number)),
        Map.of(
            "name",
            "Customer " + number,
            "city",
            CITIES.get(random.nextInt(CITIES.size())),
            "credit",
            random.nextInt(100_000) + "." + (10 + random.nextInt(90))));
  }

  private void item(int number, Random random, boolean coloured) {
    var data = new LinkedHashMap<String, Object>();
    data.put("description", word(random) + " " + word(random) + " " + number);
    data.put("weight", (1 + random.nextInt(9_999)) / 1000.0 + "");
    data.put("supplier_no", supplierNo(1 + random.nextInt(FREE_SUPPLIER)));
    if (coloured) {
      data.put("colour", List.of("red", "blue", "grey").get(random.nextInt(3)));
    }
    put("items", Map.of("PART_NO", String.format("P%06d", number)), data);
  }

  private void order(int number, Random random) {
    String orderNo = String.format("O%06d", number);
    put(
        "orders",
        Map.of("ORDER_NO", orderNo),
        Map.of(
            "customer_no",
            String.format("C%05d", 1 + random.nextInt(CUSTOMERS)),
            "ordered_on",
            String.format("2025-%02d-%02dT08:00:00", 1 + number % 12, 1 + number % 28)));
    for (int line = 1; line <= LINES; line++) {
      put(
          "order_lines",
          Map.of("ORDER_NO", orderNo, "LINE_NO", line),
          Map.of(
              "part_no",
              String.format("P%06d", 1 + random.nextInt(ITEMS)),
              "quantity",
              1 + random.nextInt(50)));
    }
  }

  private void put(String slug, Map<String, Object> keys, Map<String, Object> data) {
    var row = new Row(keys, data, ++version);
    Row before = byKey.computeIfAbsent(slug, unused -> new LinkedHashMap<>()).put(id(keys), row);
    TreeMap<Long, Row> ordered = byVersion.computeIfAbsent(slug, unused -> new TreeMap<>());
    if (before != null) {
      ordered.remove(before.version());
    }
    ordered.put(row.version(), row);
  }

  private void remove(String slug, Map<String, Object> keys) {
    Row gone = byKey.getOrDefault(slug, Map.of()).get(id(keys));
    if (gone != null) {
      byKey.getOrDefault(slug, new LinkedHashMap<>()).remove(id(keys));
      byVersion.getOrDefault(slug, new TreeMap<>()).remove(gone.version());
    }
  }

  private static String id(Map<String, Object> keys) {
    return new TreeMap<>(keys).toString();
  }

  /**
   * All rows of an API with a version behind this one, by version; null if there is no such API.
   */
  List<Row> rows(String slug, long after) {
    return new ArrayList<>(
        byVersion.getOrDefault(slug, new TreeMap<>()).tailMap(after, false).values());
  }

  boolean knows(String slug) {
    return byVersion.containsKey(slug);
  }

  boolean colours() {
    return colours;
  }

  /** How many rows there are. */
  long size() {
    return byVersion.values().stream().mapToLong(Map::size).sum();
  }
}
