package dev.syncline.smartsuite.load;

import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.HeldRow;
import dev.syncline.api.destination.HeldRows;
import dev.syncline.api.error.RetryableException;
import dev.syncline.api.source.Poll;
import dev.syncline.http.extract.Walk;
import dev.syncline.smartsuite.client.SmartSuiteClient;
import dev.syncline.smartsuite.records.RecordList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All records of a table in read form. */
final class TableRows implements HeldRows {
  private static final int SOME = 1000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MOST_IDLE = 10;

  private final Walk walk;
  private final Layout layout;

  TableRows(SmartSuiteClient client, Layout layout, String table) {
    this.walk = RecordList.of(client, table).all();
    this.layout = layout;
  }

  @Override
  public List<HeldRow> next() {
    var rows = new ArrayList<HeldRow>();
    int idle = 0;
    while (rows.size() < SOME) {
      Walk.Step step = walk.next(PATIENCE);
      if (step instanceof Walk.Step.Item item) {
        rows.add(
            new HeldRow(
                DestinationRef.of(String.valueOf(item.record().get("id"))),
                layout.compared(item.record())));
      } else if (step instanceof Walk.Step.Done) {
        break;
      } else if (!rows.isEmpty()) {
        // What stands in the way stands there the next time, too.
        break;
      } else if (step instanceof Walk.Step.Wait wait && wait.poll() instanceof Poll.Retry retry) {
        throw RetryableException.of(retry.reason(), retry.delay());
      } else if (++idle > MOST_IDLE) {
        throw new RetryableException("the records of the table cannot be read now", null);
      }
    }
    return rows;
  }

  @Override
  public boolean goesOn() {
    return true;
  }

  @Override
  public void close() {
    walk.close();
  }
}
