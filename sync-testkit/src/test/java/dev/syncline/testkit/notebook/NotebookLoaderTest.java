package dev.syncline.testkit.notebook;

import dev.syncline.api.destination.Loader;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.testkit.LoaderContract;
import dev.syncline.testkit.TestRecords;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

// guide: loader-test
@DisplayName("A notebook's loader")
class NotebookLoaderTest extends LoaderContract {

  private Notebook notebook = new Notebook(TestRecords.PEOPLE, NAME_LENGTH);

  @Override
  protected void create(Schema schema, List<String> key) {
    notebook = new Notebook(schema, NAME_LENGTH);
  }

  @Override
  protected Loader loader() {
    return new NotebookLoader(notebook);
  }

  @Override
  protected List<Map<String, @Nullable Object>> rows() {
    return notebook.everything();
  }

  @Override
  protected Optional<Loader> brokenLoader() {
    var broken = new Notebook(schema(), NAME_LENGTH);
    broken.switchOff();
    return Optional.of(new NotebookLoader(broken));
  }

  @Override
  protected Set<LogicalType> types() {
    return EnumSet.allOf(LogicalType.class);
  }

  // guide: end

  // guide: answers
  @Override
  protected boolean loseTheNextAnswer() {
    notebook.loseTheNextAnswer();
    return true;
  }

  @Override
  protected boolean refuseTheNextRequest(Optional<Duration> retryAfter) {
    notebook.beBusyOnce(retryAfter);
    return true;
  }
  // guide: end
}
