package dev.syncline.testkit.engine;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.PendingChild;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.testkit.ListSource;
import dev.syncline.testkit.RecordingLoader;
import java.util.List;
import java.util.Optional;

/** Orders, each below a customer of a {@link Shop}. */
final class Orders {
  static final Schema SCHEMA =
      Schema.of(Field.of("number", LogicalType.INTEGER), Field.of("customer", LogicalType.INTEGER));

  final Shop shop;
  final ListSource source;
  final RecordingLoader loader = RecordingLoader.upserting();

  Orders(Shop shop) {
    this(shop, ListSource.builder(SCHEMA).key("number").snapshot().build());
  }

  Orders(Shop shop, ListSource source) {
    this.shop = shop;
    this.source = source;
  }

  /** A sync of the numbers of the orders, to which a test adds how they know their customer. */
  SyncDefinition.Builder definition() {
    return SyncDefinition.builder("orders")
        .source(source)
        .map(m -> m.fields("number"))
        .destination(loader)
        .settings(Shop.SMALL);
  }

  /** A sync of orders that wait for their customer. */
  SyncDefinition.Builder waiting() {
    return definition().parent("customer_id", "customers", "customer");
  }

  RunReport run() {
    return shop.engine.run(waiting().build());
  }

  Orders with(long number, long customer) {
    source.put(SyncRecord.of(source.describe(), number, customer));
    return this;
  }

  Orders withoutCustomer(long number) {
    source.put(SyncRecord.of(source.describe(), number, null));
    return this;
  }

  List<PendingChild> pending() {
    return shop.pending("orders");
  }

  List<DeadLetter> letters() {
    return shop.engine.state().deadLetters("orders", Optional.empty(), 1000);
  }

  /** What the destination has as the customer of an order; empty without one, or without order. */
  Optional<Object> customerOf(long number) {
    return loader.row(Key.of(number)).map(row -> row.get("customer_id"));
  }

  /** The id that the destination gave a customer. */
  Optional<Object> idOf(long customer) {
    return shop.loader.refs(Key.of(customer)).stream().findFirst().map(ref -> ref.single());
  }
}
