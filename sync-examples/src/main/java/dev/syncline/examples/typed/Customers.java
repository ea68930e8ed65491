package dev.syncline.examples.typed;

import dev.syncline.api.record.FieldName;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.jdbc.JdbcSource;
import dev.syncline.jdbc.JdbcTable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/** Customers of a shop as contacts of a CRM. */
public final class Customers {

  /** How the shop holds a customer. */
  public enum Level {
    /** Pays later. */
    GOLD,
    /** Pays now. */
    PLAIN
  }

  /** A row of the shop's table; columns that are not named here are not read. */
  public record Customer(
      long id,
      String name,
      @FieldName("e_mail") String email,
      Optional<LocalDate> born,
      Level level,
      BigDecimal balance,
      boolean closed) {}

  /** A row of the CRM's table. */
  public record Contact(
      long id, String title, String email, Optional<LocalDate> birthday, boolean creditLimit) {}

  /** Keeps the contacts true to the customers that have an account. */
  public static SyncDefinition sync() {
    return SyncDefinition.builder("customers")
        .source(JdbcSource.table("shop", "customers").key("id"))
        .normalize(n -> n.trim("name").date("born").decimal("balance").bool("closed"))
        .as(Customer.class)
        .validate(v -> v.required("name", "e_mail").email("e_mail"))
        .keep(customer -> !customer.closed())
        .map(Contact.class, Customers::contact)
        .destination(JdbcTable.of("crm", "contacts").createIfMissing())
        .build();
  }

  private static Contact contact(Customer customer) {
    boolean credit = customer.level() == Level.GOLD && customer.balance().signum() >= 0;
    return new Contact(customer.id(), customer.name(), customer.email(), customer.born(), credit);
  }

  private Customers() {}
}
