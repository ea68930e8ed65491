package dev.syncline.core.pipeline;

import dev.syncline.api.Stage;
import dev.syncline.api.record.Op;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.transform.TransformContext;
import dev.syncline.api.transform.Transformed;
import dev.syncline.api.transform.Transformer;
import dev.syncline.api.validate.Validator;
import dev.syncline.core.definition.Filter.OnLeave;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.lookup.LookupTables;
import dev.syncline.core.value.Verdict;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * NORMALIZE, VALIDATE and MAP: the stages that look at one record at a time. Their steps are
 * compiled once for every schema that comes along. Custom transformers run at the end of MAP, in
 * the order of the definition.
 */
final class RowStages {
  private final Steps normalize;
  private final Steps validate;
  private final UniqueRules unique;
  private final Warnings warnings = new Warnings();
  private final Steps map;
  private final OnLeave onLeave;
  private final List<Transformer> transformers;
  private final TransformContext context;
  private final Map<Schema, Schema> transformed = new ConcurrentHashMap<>();
  private final Map<Schema, Schema> outputs = new ConcurrentHashMap<>();

  private RowStages(
      SyncDefinition definition,
      List<Transformer> transformers,
      List<Validator> validators,
      LookupTables lookups,
      TransformContext context) {
    this.normalize =
        new Steps(
            Stage.NORMALIZE,
            schema ->
                NormalizeStage.compile(
                    definition.normalization(), definition.secretFields(), schema));
    this.validate =
        new Steps(
            Stage.VALIDATE,
            schema ->
                ValidateStage.compile(
                    definition.validation(),
                    definition.secretFields(),
                    validators,
                    warnings,
                    schema));
    this.unique = UniqueRules.of(definition.validation(), definition.secretFields(), warnings);
    this.map =
        new Steps(
            Stage.MAP,
            schema ->
                MapStage.compile(
                    definition.mapping(),
                    definition.parents(),
                    definition.deletes().mark(),
                    lookups,
                    definition.writes().namespace(),
                    schema));
    this.onLeave = definition.mapping().filter().onLeave();
    this.transformers = transformers;
    this.context = context;
  }

  static RowStages of(
      SyncDefinition definition,
      List<Transformer> transformers,
      List<Validator> validators,
      LookupTables lookups,
      TransformContext context) {
    return new RowStages(definition, transformers, validators, lookups, context);
  }

  void normalize(WorkBatch batch) {
    normalize.apply(batch);
  }

  void validate(WorkBatch batch) {
    validate.apply(batch);
    unique.apply(batch);
  }

  void map(WorkBatch batch) {
    map.apply(batch);
    if (onLeave == OnLeave.DELETE) {
      batch.rows().stream().filter(row -> row.filteredBy != null).forEach(Row::leaveFilter);
    }
    for (Transformer transformer : transformers) {
      for (Row row : batch.rows()) {
        if (row.open() && row.op == Op.UPSERT && row.mappedSchema != null) {
          transform(transformer, row, row.mappedSchema);
        }
      }
    }
  }

  /** A line for every rule that was broken and only warns. */
  List<String> warnings() {
    return warnings.lines();
  }

  /** The mapped schema that a raw schema leads to, as far as the transformers know theirs. */
  Schema mapped(Schema raw) {
    Schema normalized = normalize.stepFor(raw).output();
    Schema mapped = map.stepFor(validate.stepFor(normalized).output()).output();
    if (transformers.isEmpty()) {
      return mapped;
    }
    return outputs.computeIfAbsent(
        mapped,
        schema -> {
          Schema output = schema;
          for (Transformer transformer : transformers) {
            output = transformer.output(output);
          }
          return one(output, schema);
        });
  }

  private void transform(Transformer transformer, Row row, Schema schema) {
    Transformed result;
    try {
      var record = SyncRecord.of(schema, row.op, row.mapped);
      result = transformer.apply(record, context);
    } catch (RuntimeException e) {
      String message = e.getMessage();
      row.reject(
          Stage.MAP,
          e.getClass().getSimpleName(),
          message == null ? e.getClass().getName() : message);
      return;
    }
    if (result instanceof Transformed.Kept kept) {
      row.mappedSchema = one(kept.record().schema(), schema);
      row.mapped = kept.record().toArray();
    } else if (result instanceof Transformed.Rejected rejected) {
      row.reject(Stage.MAP, "transformer", rejected.reason());
    } else {
      row.filter(((Transformed.Filtered) result).reason());
    }
  }

  /** One object for equal schemas: the stages that follow tell them apart by identity. */
  private Schema one(Schema made, Schema before) {
    if (made == before) {
      return before;
    }
    Schema known = transformed.putIfAbsent(made, made);
    return known == null ? made : known;
  }

  /** The compiled steps of one stage, by the schema that they take. */
  private static final class Steps {
    private final Stage stage;
    private final Function<Schema, RowStep> compiler;
    private final Map<Schema, RowStep> compiled = new ConcurrentHashMap<>();
    private volatile @Nullable Last last;

    Steps(Stage stage, Function<Schema, RowStep> compiler) {
      this.stage = stage;
      this.compiler = compiler;
    }

    void apply(WorkBatch batch) {
      batch.reach(stage);
      for (Row row : batch.rows()) {
        if (row.open() && row.op == Op.UPSERT) {
          apply(row);
        }
      }
    }

    private void apply(Row row) {
      RowStep step = stepFor(row.schema);
      // VALIDATE looks at values and changes none.
      @Nullable Object[] out =
          stage == Stage.VALIDATE ? row.values : new @Nullable Object[step.output().size()];
      Verdict verdict = step.apply(row.values, out);
      if (verdict instanceof Verdict.Kept) {
        if (stage == Stage.MAP) {
          row.mapped = out;
          row.mappedSchema = step.output();
        } else {
          row.values = out;
          row.schema = step.output();
        }
      } else if (verdict instanceof Verdict.Rejected rejected) {
        row.reject(stage, rejected.errorType(), rejected.message());
      } else {
        row.filter(((Verdict.Filtered) verdict).reason());
      }
    }

    private RowStep stepFor(Schema schema) {
      // The loading thread asks too, for the shape of deletes.
      Last known = last;
      if (known == null || known.schema() != schema) {
        known = new Last(schema, compiled.computeIfAbsent(schema, compiler));
        last = known;
      }
      return known.step();
    }

    private record Last(Schema schema, RowStep step) {}
  }
}
