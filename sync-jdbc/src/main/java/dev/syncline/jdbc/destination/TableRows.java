package dev.syncline.jdbc.destination;

import dev.syncline.api.destination.HeldRow;
import dev.syncline.api.destination.HeldRows;
import dev.syncline.jdbc.database.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rows of a table, streamed in one transaction that reads. */
final class TableRows implements HeldRows {
  private static final Logger LOG = LoggerFactory.getLogger(TableRows.class);
  private static final int CHUNK = 500;

  private final ReadBack table;
  private final Transaction transaction;
  private final PreparedStatement statement;
  private final ResultSet rows;
  private boolean atEnd;

  TableRows(ReadBack table, Transaction transaction, PreparedStatement statement, ResultSet rows) {
    this.table = table;
    this.transaction = transaction;
    this.statement = statement;
    this.rows = rows;
  }

  @Override
  public List<HeldRow> next() {
    try {
      var some = new ArrayList<HeldRow>();
      while (!atEnd && some.size() < CHUNK) {
        if (rows.next()) {
          some.add(table.row(rows));
        } else {
          atEnd = true;
        }
      }
      return some;
    } catch (SQLException e) {
      throw table.failure(e);
    }
  }

  @Override
  public void close() {
    try {
      if (!atEnd && transaction.dialect().drainsOnClose()) {
        statement.cancel();
      }
      atEnd = true;
      statement.close();
    } catch (SQLException e) {
      LOG.debug("statement not closed: {}", e.getMessage());
    } finally {
      transaction.close();
    }
  }
}
