package dev.syncline.smartsuite.value;

import dev.syncline.api.record.Absent;
import dev.syncline.api.record.LogicalType;
import org.jspecify.annotations.Nullable;

/** Files: written as addresses from where the API fetches them, read as what it made of them. */
final class FilesForm implements FieldForm {
  private final TextsForm addresses = new TextsForm();

  @Override
  public LogicalType type() {
    return LogicalType.LIST;
  }

  @Override
  public Object write(Object value) {
    return addresses.write(value);
  }

  @Override
  public @Nullable Object read(@Nullable Object json) {
    return addresses.read(json);
  }

  /** What was fetched does not tell from where. */
  @Override
  public @Nullable Object compared(@Nullable Object json) {
    return Absent.ABSENT;
  }
}
