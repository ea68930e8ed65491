package dev.syncline.core.schema;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.run.SchemaChange;
import dev.syncline.api.run.SchemaChange.Answer;
import dev.syncline.api.run.SchemaChange.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is another between a schema and the same one later. The order of fields means nothing.
 *
 * @param kind how the field changed
 * @param before the field before; empty if it is new
 * @param now the field now; empty if it has vanished
 */
public record FieldDrift(Kind kind, Optional<Field> before, Optional<Field> now) {

  /** All differences, in the order of the fields, what vanished last. */
  public static List<FieldDrift> between(Schema before, Schema now) {
    var found = new ArrayList<FieldDrift>();
    for (Field field : now.fields()) {
      var position = before.indexOf(field.name());
      if (position.isEmpty()) {
        found.add(new FieldDrift(Kind.NEW, Optional.empty(), Optional.of(field)));
      } else {
        compare(before.field(position.getAsInt()), field, found);
      }
    }
    for (Field field : before.fields()) {
      if (now.indexOf(field.name()).isEmpty()) {
        found.add(new FieldDrift(Kind.VANISHED, Optional.of(field), Optional.empty()));
      }
    }
    return List.copyOf(found);
  }

  /**
   * A field that takes all values of the other one is the wider one. Where neither does, it has
   * been widened in one way and narrowed in another, such as longer and not null, or is another.
   */
  private static void compare(Field before, Field now, List<FieldDrift> found) {
    boolean keepsAll = FieldRange.takesAll(now, before);
    boolean addsNone = FieldRange.takesAll(before, now);
    if (keepsAll && addsNone && before.type() == now.type()) {
      return;
    }
    if (keepsAll == addsNone && !related(before, now)) {
      found.add(of(Kind.RETYPED, before, now));
      return;
    }
    if (!addsNone) {
      found.add(of(Kind.WIDENED, before, now));
    }
    if (!keepsAll) {
      found.add(of(Kind.NARROWED, before, now));
    }
  }

  private static boolean related(Field before, Field now) {
    return before.type() == now.type() || (exact(before.type()) && exact(now.type()));
  }

  private static boolean exact(LogicalType type) {
    return type == LogicalType.INTEGER || type == LogicalType.DECIMAL;
  }

  private static FieldDrift of(Kind kind, Field before, Field now) {
    return new FieldDrift(kind, Optional.of(before), Optional.of(now));
  }

  /** The name of the field. */
  public String field() {
    return before.or(() -> now).map(Field::name).orElseThrow();
  }

  /** The same for a person, with what is done about it. */
  public SchemaChange answered(Answer answer) {
    return new SchemaChange(
        field(),
        kind,
        before.map(FieldText::of).orElse(""),
        now.map(FieldText::of).orElse(""),
        answer);
  }
}
