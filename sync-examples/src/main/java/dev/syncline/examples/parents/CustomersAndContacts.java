package dev.syncline.examples.parents;

import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.jdbc.JdbcSource;
import dev.syncline.jdbc.JdbcTable;

/** Customers who have a main contact, and contacts who belong to a customer. */
public final class CustomersAndContacts {
  /** A customer is written before its main contact, and linked to it later. */
  public static final SyncDefinition CUSTOMERS =
      SyncDefinition.builder("customers")
          .source(JdbcSource.table("shop", "customers").key("id"))
          .map(m -> m.field("id", "shop_id").fields("name"))
          .optionalParent("group_id", "customers", "belongs_to")
          .deferredParent("main_contact_id", "contacts", "main_contact")
          .destination(JdbcTable.of("crm", "customers").key("shop_id"))
          .deletes(Deletes.byAbsence())
          .build();

  /** A contact waits for its customer. */
  public static final SyncDefinition CONTACTS =
      SyncDefinition.builder("contacts")
          .source(JdbcSource.table("shop", "contacts").key("id"))
          .map(m -> m.field("id", "shop_id").fields("email"))
          .parent("customer_id", "customers", "customer")
          .destination(JdbcTable.of("crm", "contacts").key("shop_id"))
          .deletes(Deletes.byAbsence())
          .build();

  private CustomersAndContacts() {}
}
