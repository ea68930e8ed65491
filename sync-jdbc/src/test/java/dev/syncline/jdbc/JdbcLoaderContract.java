package dev.syncline.jdbc;

import dev.syncline.api.destination.Loader;
import dev.syncline.api.record.Schema;
import dev.syncline.api.state.StateStore;
import dev.syncline.testkit.LoaderContract;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** The contract of loaders, on tables of several shapes. */
abstract class JdbcLoaderContract extends LoaderContract {

  /** How the destination knows its rows. */
  enum Keys {
    /** The business key is the primary key. */
    PRIMARY,
    /** The database gives ids; the business key is unique. */
    GENERATED_AND_UNIQUE,
    /** The database gives ids; its index of the business key lets a key come twice. */
    GENERATED
  }

  private final TestDatabase database;
  private final Keys keys;
  private final List<TestDatabase> others = new ArrayList<>();
  private Schema fields = Schema.of();

  JdbcLoaderContract(TestDatabase database, Keys keys) {
    this.database = database;
    this.keys = keys;
  }

  /** The definition of a column that the database fills. */
  abstract String generatedId();

  @Override
  protected void create(Schema schema, List<String> key) {
    fields = schema;
    String id = database.quote("id");
    String name = database.quote("name");
    String short255 = ", CHECK (length(" + name + ") <= " + NAME_LENGTH + ")";
    database.create(
        "people",
        schema,
        key,
        switch (keys) {
          case PRIMARY -> ", PRIMARY KEY (" + id + ")" + short255;
          case GENERATED_AND_UNIQUE -> ", " + generatedId() + ", UNIQUE (" + id + ")" + short255;
          case GENERATED -> ", " + generatedId() + short255;
        });
    if (keys == Keys.GENERATED) {
      String people = database.quote("people");
      database.execute("CREATE INDEX people_by_id ON " + people + " (" + id + ")");
    }
  }

  @Override
  protected Loader loader() {
    return loader("people");
  }

  Loader loader(String table) {
    return JdbcTable.of(database.pool().dataSource(), table)
        .key("id")
        .toSpec()
        .local()
        .orElseThrow()
        .get();
  }

  @Override
  protected List<Map<String, @Nullable Object>> rows() {
    return database.rows("people", fields);
  }

  @Override
  protected Optional<Loader> brokenLoader() {
    return Optional.of(loader("no_such_table"));
  }

  @Override
  protected StateStore stateStoreBesides(Clock clock) {
    return JdbcStateStore.of(database.pool().dataSource(), clock);
  }

  /** Of the same kind and on the same server: only the database is another one. */
  @Override
  protected StateStore stateStoreElsewhere(Clock clock) {
    TestDatabase another = database.another();
    others.add(another);
    return JdbcStateStore.of(another.pool().dataSource(), clock);
  }

  @AfterEach
  void drop() {
    others.forEach(TestDatabase::close);
    database.close();
  }
}
