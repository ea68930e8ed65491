package dev.syncline.jdbc.dialect;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Reads one cell in the Java form of a logical type. */
@FunctionalInterface
public interface ColumnReader {

  /** The value, or null. */
  @Nullable Object read(ResultSet row, int column) throws SQLException;
}
