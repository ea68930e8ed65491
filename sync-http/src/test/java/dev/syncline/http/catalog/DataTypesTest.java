package dev.syncline.http.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataTypesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          VARCHAR2(50)                | STRING          | 50 |    |
          varchar2(50 CHAR)           | STRING          | 50 |    |
          NVARCHAR2 ( 20 )            | STRING          | 20 |    |
          CLOB                        | STRING          |    |    |
          NUMBER                      | DECIMAL         |    |    |
          NUMBER(10)                  | INTEGER         |    | 10 |
          NUMBER(10,0)                | INTEGER         |    | 10 |
          NUMBER(10, 3)               | DECIMAL         |    | 10 | 3
          NUMBER(*,0)                 | DECIMAL         |    |    |
          numeric(12,2)               | DECIMAL         |    | 12 | 2
          integer                     | INTEGER         |    |    |
          BINARY_DOUBLE               | FLOAT           |    |    |
          FLOAT(126)                  | FLOAT           |    |    |
          DATE                        | LOCAL_TIMESTAMP |    |    |
          TIMESTAMP(6)                | LOCAL_TIMESTAMP |    |    |
          TIMESTAMP(6) WITH TIME ZONE | TIMESTAMP       |    |    |
          timestamptz                 | TIMESTAMP       |    |    |
          boolean                     | BOOLEAN         |    |    |
          jsonb                       | OBJECT          |    |    |
          SDO_GEOMETRY                | STRING          |    |    |
          !?                          | STRING          |    |    |
          """)
  void aNameMeansAType(
      String name,
      LogicalType type,
      @Nullable Integer length,
      @Nullable Integer precision,
      @Nullable Integer scale) {
    Field field = DataTypes.field("f", name, true);
    assertThat(field.type()).isEqualTo(type);
    assertThat(field.limits().length().orElse(-1)).isEqualTo(length == null ? -1 : length);
    assertThat(field.limits().precision().orElse(-1)).isEqualTo(precision == null ? -1 : precision);
    assertThat(field.limits().scale().orElse(-1)).isEqualTo(scale == null ? -1 : scale);
  }
}
