package dev.syncline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.Target;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.SyncException;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Preparing, checking, closing. */
abstract class LoaderLifecycleTests extends LoaderTests {

  LoaderLifecycleTests(LoaderContract contract) {
    super(contract);
  }

  private Loader broken() {
    var loader = contract.brokenLoader();
    assumeTrue(loader.isPresent(), "a destination of this kind is always there");
    return contract.closing(loader.orElseThrow());
  }

  private Target target() {
    return new Target(contract.schema(), List.of("id"), false);
  }

  @Test
  @DisplayName("passes its check with a message")
  void passesItsCheck() {
    var loader = prepared();

    assertThat(loader.check().ok()).as(loader.check().message()).isTrue();
    assertThat(loader.check().message()).isNotBlank();
  }

  @Test
  @DisplayName(
      "fails its check with a message, and does not throw, if the destination is not there")
  void failsItsCheck() {
    var check = broken().check();

    assertThat(check.ok()).isFalse();
    assertThat(check.message()).isNotBlank();
  }

  @Test
  @DisplayName("refuses to prepare, in one line, if the destination is not there")
  void refusesToPrepare() {
    var loader = broken();

    assertThatThrownBy(() -> loader.prepare(target()))
        .isInstanceOf(SyncException.class)
        .satisfies(failure -> assertThat(failure.getMessage()).isNotBlank().doesNotContain("\n"));
  }

  @Test
  @DisplayName("names the field that the destination does not have")
  void namesTheMissingField() {
    assumeTrue(contract.fixedFields(), "the destination takes any field");
    var wider = contract.schema(List.of(Field.of("no_such_field", LogicalType.STRING)));
    var loader = contract.opened();

    assertThatThrownBy(() -> loader.prepare(new Target(wider, List.of("id"), false)))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("no_such_field");
  }

  @Test
  @DisplayName("tells how the destination stores every field, if it tells anything")
  void tellsTheStoredFields() {
    var stored = contract.opened().prepare(target());

    stored.ifPresent(schema -> assertThat(schema.names()).containsAll(contract.schema().names()));
  }

  @Test
  @DisplayName("can be prepared twice, and writes nothing by it")
  void preparesTwice() {
    var loader = prepared();
    loader.prepare(target());

    assertThat(contract.rows()).isEmpty();
    insert(loader, 1);
    loader.prepare(target());
    assertThat(names()).containsOnlyKeys(1L);
  }

  @Test
  @DisplayName("takes at least one change at once and has a deadline")
  void saysWhatItCan() {
    assertThat(traits().maxBatch()).isPositive();
    assertThat(traits().requestDeadline()).isPositive();
  }

  @Test
  @DisplayName("can be closed twice")
  void closesTwice() {
    var loader = prepared();
    insert(loader, 1);

    loader.close();
    loader.close();
    assertThat(names()).containsOnlyKeys(1L);
  }

  @Test
  @DisplayName("can be closed without having been used")
  void closesUnused() {
    contract.loader().close();
  }
}
