package dev.syncline.jdbc.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A destination against its source, row by row.
 *
 * @param rows how many records there should be
 * @param lost those that are not there, or with other values
 * @param doubled rows beyond the first one of a record
 * @param leftOver rows of records that the source does not have
 * @param samples some of what is wrong
 */
record Comparison(int rows, int lost, int doubled, int leftOver, List<String> samples) {
  private static final int SAMPLES = 5;

  static Comparison of(Shop shop, Place place) throws Exception {
    Comparison customers = of(shop.customers(), place.customers());
    Comparison orders = of(shop.orders(), place.orders());
    var samples = new ArrayList<>(customers.samples);
    samples.addAll(orders.samples);
    return new Comparison(
        customers.rows + orders.rows,
        customers.lost + orders.lost,
        customers.doubled + orders.doubled,
        customers.leftOver + orders.leftOver,
        samples);
  }

  static Comparison of(Map<String, String> wanted, Map<String, List<String>> there) {
    int lost = 0;
    int doubled = 0;
    int leftOver = 0;
    var samples = new ArrayList<String>();
    for (var record : wanted.entrySet()) {
      List<String> found = there.getOrDefault(record.getKey(), List.of());
      lost += found.contains(record.getValue()) ? 0 : 1;
      doubled += Math.max(0, found.size() - 1);
      if (samples.size() < SAMPLES && !found.equals(List.of(record.getValue()))) {
        samples.add(record.getKey() + " should be " + record.getValue() + " and is " + found);
      }
    }
    for (var row : there.entrySet()) {
      if (!wanted.containsKey(row.getKey())) {
        leftOver += row.getValue().size();
        if (samples.size() < 2 * SAMPLES) {
          samples.add(row.getKey() + " should not be, and is " + row.getValue());
        }
      }
    }
    return new Comparison(wanted.size(), lost, doubled, leftOver, samples);
  }

  boolean clean() {
    return lost == 0 && doubled == 0 && leftOver == 0;
  }
}
