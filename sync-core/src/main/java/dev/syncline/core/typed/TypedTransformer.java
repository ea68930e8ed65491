package dev.syncline.core.typed;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.transform.TransformContext;
import dev.syncline.api.transform.Transformed;
import dev.syncline.api.transform.Transformer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads every record as a Java record, gives it to a function, and writes down what that answers.
 * Fields that belong to the engine pass by it.
 *
 * @param <T> what records are read as
 * @param <R> what is written
 */
public final class TypedTransformer<T extends Record, R extends Record> implements Transformer {
  private final RecordShape<T> from;
  private final RecordShape<R> to;
  private final Predicate<? super T> keep;
  private final Function<? super T, ? extends R> map;
  private final Set<String> passing;
  private final Map<Schema, Layout> layouts = new ConcurrentHashMap<>();

  /**
   * A transformer.
   *
   * @param keep which records go on
   * @param passing fields that are neither read nor made, and kept
   */
  public TypedTransformer(
      RecordShape<T> from,
      RecordShape<R> to,
      Predicate<? super T> keep,
      Function<? super T, ? extends R> map,
      Set<String> passing) {
    this.from = from;
    this.to = to;
    this.keep = keep;
    this.map = map;
    this.passing = new HashSet<>(passing);
    to.fields().forEach(this.passing::remove);
  }

  @Override
  public Schema output(Schema input) {
    return layout(input).output();
  }

  @Override
  public Transformed apply(SyncRecord in, TransformContext context) {
    Layout layout = layout(in.schema());
    try {
      @Nullable Object[] values = new @Nullable Object[layout.positions().length];
      for (int i = 0; i < values.length; i++) {
        int position = layout.positions()[i];
        values[i] = position < 0 ? null : in.get(position);
      }
      T read = from.read(values);
      if (!keep.test(read)) {
        return new Transformed.Filtered("the definition does not keep it");
      }
      R made = map.apply(read);
      if (made == null) {
        return new Transformed.Rejected(
            "the mapping of " + from.name() + " answered null; leave records out with 'keep'");
      }
      return new Transformed.Kept(written(in, made, layout));
    } catch (Unfit e) {
      return new Transformed.Rejected(String.valueOf(e.getMessage()));
    }
  }

  private SyncRecord written(SyncRecord in, R made, Layout layout) {
    @Nullable Object[] own = to.write(made);
    int size = layout.output().size();
    @Nullable Object[] all = Arrays.copyOf(own, size);
    @Nullable Object[] before = in.toArray();
    for (int i = own.length; i < size; i++) {
      all[i] = before[layout.passing()[i - own.length]];
    }
    return SyncRecord.of(layout.output(), in.op(), all);
  }

  private Layout layout(Schema input) {
    return layouts.computeIfAbsent(input, this::compiled);
  }

  private Layout compiled(Schema input) {
    int[] positions = from.positions(input);
    var fields = new ArrayList<>(to.schema().fields());
    var indexes = new ArrayList<Integer>();
    List<Field> known = input.fields();
    for (int i = 0; i < known.size(); i++) {
      if (passing.contains(known.get(i).name())) {
        fields.add(known.get(i));
        indexes.add(i);
      }
    }
    return new Layout(
        Schema.of(fields), positions, indexes.stream().mapToInt(Integer::intValue).toArray());
  }

  /**
   * What is compiled for one schema.
   *
   * @param output the schema of what is kept
   * @param positions where the components are
   * @param passing where the fields are that pass by
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Layout(Schema output, int[] positions, int[] passing) {}
}
