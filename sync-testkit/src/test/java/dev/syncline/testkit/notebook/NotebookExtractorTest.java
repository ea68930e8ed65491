package dev.syncline.testkit.notebook;

import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.source.Extractor;
import dev.syncline.testkit.ExtractorContract;
import dev.syncline.testkit.TestRecords;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;

// guide: extractor-test
@DisplayName("A notebook's extractor")
class NotebookExtractorTest extends ExtractorContract {

  private Notebook notebook = new Notebook(TestRecords.PEOPLE, Integer.MAX_VALUE);

  @Override
  protected void create(Schema schema, List<SyncRecord> rows) {
    notebook = new Notebook(schema, Integer.MAX_VALUE);
    rows.forEach(row -> notebook.create(row.toMap()));
  }

  @Override
  protected void put(SyncRecord row) {
    var notes = notebook.find("id", Objects.requireNonNull(row.get("id")));
    if (notes.isEmpty()) {
      notebook.create(row.toMap());
    } else {
      notebook.update(notes.get(0).number(), row.toMap());
    }
  }

  @Override
  protected void remove(Key key) {
    notebook.find("id", key.values().get(0)).forEach(note -> notebook.delete(note.number()));
  }

  @Override
  protected Extractor extractor() {
    return new NotebookExtractor(notebook, "id", "changed");
  }

  @Override
  protected Optional<Extractor> brokenExtractor() {
    var broken = new Notebook(TestRecords.PEOPLE, Integer.MAX_VALUE);
    broken.switchOff();
    return Optional.of(new NotebookExtractor(broken, "id", "changed"));
  }

  @Override
  protected Optional<LogicalType> cursorType() {
    return Optional.of(LogicalType.INTEGER);
  }

  @Override
  protected Set<LogicalType> types() {
    return EnumSet.allOf(LogicalType.class);
  }

  @Override
  protected boolean absentFields() {
    return true;
  }
}
// guide: end
