package dev.syncline.benchmarks.ratios;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

/** What no sync can do without: moving the rows, or reading them. */
final class Limits implements Contestant {
  private static final int FETCH = 10_000;

  @Override
  public void run(String job, Site site) throws SQLException, IOException {
    switch (job) {
      case "copy" -> copy(site);
      case "read" -> read(site);
      default -> throw new IllegalArgumentException(job);
    }
  }

  private static void copy(Site site) throws SQLException, IOException {
    if (!site.postgres()) {
      copyFile(site);
      return;
    }
    try (Connection from = site.openSource();
        Connection to = site.openDestination()) {
      CopyManager reader = from.unwrap(PGConnection.class).getCopyAPI();
      CopyManager writer = to.unwrap(PGConnection.class).getCopyAPI();
      CopyOut out = reader.copyOut("COPY customer TO STDOUT");
      CopyIn in = writer.copyIn("COPY customer_copy FROM STDIN");
      var pipe = new CopyPipe(in);
      for (byte[] row = out.readFromCopy(); row != null; row = out.readFromCopy()) {
        pipe.write(row);
      }
      pipe.end();
    }
  }

  private static void copyFile(Site site) throws SQLException {
    try (Connection to = site.openDestination()) {
      String file = site.source().substring("jdbc:sqlite:".length());
      try (var attach = to.prepareStatement("ATTACH ? AS source")) {
        attach.setString(1, file);
        attach.execute();
      }
      Customers.run(to, "INSERT INTO customer_copy SELECT * FROM source.customer");
    }
  }

  /** Every cell in its own type, as a program would read it. */
  private static void read(Site site) throws SQLException {
    long rows = 0;
    try (Connection connection = site.openSource()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.setFetchSize(FETCH);
        try (ResultSet row = statement.executeQuery("SELECT * FROM customer")) {
          while (row.next()) {
            @SuppressWarnings("unused")
            Object[] values = cells(row, site.postgres());
            rows++;
          }
        }
      }
      connection.rollback();
    }
    if (rows == 0) {
      throw new IllegalStateException("there was nothing to read");
    }
  }

  private static Object[] cells(ResultSet row, boolean typed) throws SQLException {
    Object[] values = new Object[12];
    values[0] = row.getLong(1);
    for (int i = 2; i <= 9; i++) {
      values[i - 1] = row.getString(i);
    }
    BigDecimal balance = row.getBigDecimal(10);
    values[9] = balance;
    values[10] = row.getBoolean(11);
    values[11] = typed ? row.getObject(12, OffsetDateTime.class) : row.getString(12);
    return values;
  }
}
