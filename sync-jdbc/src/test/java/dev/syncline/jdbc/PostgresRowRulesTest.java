package dev.syncline.jdbc;

import dev.syncline.api.record.LogicalType;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostgresRowRulesTest extends RowRulesTest {
  PostgresRowRulesTest() {
    super(TestDatabase.postgres());
  }

  @Test
  void theCharacterNulIsRefused() {
    refuses("TEXT", LogicalType.STRING, "a\0b", "NUL");
  }

  @Test
  void enumsUuidsAndArraysTakeTheirText() {
    database.execute("CREATE TYPE mood AS ENUM ('sad', 'ok')");
    takes("mood", LogicalType.STRING, "ok");
    takes("uuid", LogicalType.STRING, "0af57e6c-2b4e-4a34-9d3c-1c5fbd0c5a11");
    takes("int[]", LogicalType.STRING, "{1,2}");
    takes("jsonb", LogicalType.OBJECT, Map.of("a", 1L));
  }
}
