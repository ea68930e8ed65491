package dev.syncline.benchmarks.ratios;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

/** What no sync can do without: moving the rows, or reading them. */
final class Limits implements Contestant {
  @Override
  public void run(String job, Site site) throws SQLException {
    switch (job) {
      case "copy" -> copy(site);
      case "read" -> read(site);
      default -> throw new IllegalArgumentException(job);
    }
  }

  private static void copy(Site site) throws SQLException {
    switch (site.from()) {
      case POSTGRES -> copyOver(site);
      case SQLITE -> copyFile(site);
      case MARIADB -> copyRead(site);
    }
  }

  private static void copyOver(Site site) throws SQLException {
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

  /** There is nothing like COPY to read with: rows are read as text, and handed on as it is. */
  private static void copyRead(Site site) throws SQLException {
    int columns = Customers.COLUMNS.size();
    try (Connection from = site.openSource();
        Connection to = site.openDestination();
        Statement statement = from.createStatement()) {
      statement.setFetchSize(Peers.FETCH);
      CopyManager writer = to.unwrap(PGConnection.class).getCopyAPI();
      var pipe = new CopyPipe(writer.copyIn("COPY customer_copy FROM STDIN"));
      var line = new StringBuilder();
      try (ResultSet row = statement.executeQuery(Peers.SELECT)) {
        while (row.next()) {
          line.setLength(0);
          for (int i = 1; i <= columns; i++) {
            line.append(row.getString(i)).append(i < columns ? '\t' : '\n');
          }
          pipe.write(line.toString().getBytes(StandardCharsets.UTF_8));
        }
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
        statement.setFetchSize(Peers.FETCH);
        try (ResultSet row = statement.executeQuery(Peers.SELECT)) {
          while (row.next()) {
            @SuppressWarnings("unused")
            Object[] values = CustomerRow.read(row, site.from());
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
}
