package dev.syncline.testkit.sync;

import static dev.syncline.testkit.sync.RecordChange.delete;
import static dev.syncline.testkit.sync.RecordChange.insert;
import static dev.syncline.testkit.sync.RecordChange.update;
import static dev.syncline.testkit.sync.TestRow.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.Stage;
import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.destination.DestinationSpec;
import dev.syncline.api.source.SourceSpec;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.SyncDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The example of docs/test-your-sync.md. */
class CustomersSyncTest {

  // guide: definition
  // Yours is where your program has it. Nothing is opened: the test brings both systems.
  static final SyncDefinition CUSTOMERS =
      SyncDefinition.builder("customers")
          .source(
              SourceSpec.of(
                  "jdbc",
                  ComponentConfig.of(
                      Map.of("connection", "shop", "table", "customers", "key", List.of("id")))))
          .normalize(n -> n.trim("name"))
          .validate(v -> v.required("email"))
          .map(m -> m.field("id", "customer_id").field("name", "title").fields("email"))
          .parent("country_id", "countries", "country")
          .destination(
              DestinationSpec.of(
                  "jdbc", ComponentConfig.of(Map.of("connection", "crm", "table", "contacts"))))
          .deletes(Deletes.byAbsence())
          .build();

  // guide: end

  // guide: first
  @Test
  void trimsNamesAndRefusesCustomersWithoutAnAddress() {
    SyncTestResult result =
        SyncTest.of(CUSTOMERS)
            .parent("countries", "GB", 7)
            .given(
                row("id", 1, "name", " Ada ", "email", "ada@example.org", "country", "GB"),
                row("id", 2, "name", "Bob", "email", null, "country", "GB"))
            .run();

    assertThat(result)
        .writes(
            insert(
                1, "customer_id", 1, "title", "Ada", "email", "ada@example.org", "country_id", 7))
        .rejects(2, Stage.VALIDATE, "email");
    assertThat(result.ledger().rejected()).isEqualTo(1);
  }

  // guide: end

  // guide: runs
  @Test
  void writesWhatChangedAndDeletesWhatIsGone() {
    var ada = row("id", 1, "name", "Ada", "email", "ada@example.org", "country", "GB");
    var bob = row("id", 2, "name", "Bob", "email", "bob@example.org", "country", "GB");
    var test = SyncTest.of(CUSTOMERS).parent("countries", "GB", 7);
    test.given(ada, bob).run();

    assertThat(test.given(ada, bob).run()).writesNothing();

    var adele = row("id", 1, "name", "Adele", "email", "ada@example.org", "country", "GB");
    assertThat(test.given(adele).run())
        .writes(
            update(
                1, "customer_id", 1, "title", "Adele", "email", "ada@example.org", "country_id", 7),
            delete(2));
  }

  // guide: end

  // guide: parents
  @Test
  void aCustomerWaitsForItsCountry() {
    var test = SyncTest.of(CUSTOMERS);
    var ada = row("id", 1, "name", "Ada", "email", "ada@example.org", "country", "GB");

    assertThat(test.given(ada).run()).writesNothing().parks(1, "countries", "GB");

    test.parent("countries", "GB", 7).after(Duration.ofHours(1));
    assertThat(test.run())
        .writes(
            insert(
                1, "customer_id", 1, "title", "Ada", "email", "ada@example.org", "country_id", 7));
  }
  // guide: end
}
