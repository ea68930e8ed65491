package dev.syncline.testkit.sync;

import dev.syncline.api.Change;
import dev.syncline.api.Stage;
import dev.syncline.api.destination.DestinationSpec;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Schema;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.source.SourceSpec;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.memory.InMemoryStateStore;
import dev.syncline.core.project.SyncProject;
import dev.syncline.testkit.ListSource;
import dev.syncline.testkit.RecordingLoader;
import dev.syncline.testkit.TestClock;
import dev.syncline.testkit.WriteAttempt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tests one of your definitions: rows in, changes and dead letters out.
 *
 * <pre>{@code
 * SyncTestResult result =
 *     SyncTest.of(CUSTOMERS).given(row("id", 1, "name", " Ada ", "email", "ada@example.org")).run();
 *
 * assertThat(result).writes(insert(1, "customer_id", 1, "title", "Ada", "email", "ada@example.org"));
 * }</pre>
 *
 * <p>The real engine runs the definition as it is, in this thread, with its own key, cursor, delta,
 * rules, mapping, transformers and deletes. Only the two systems are others: a list of rows is the
 * source, the destination writes down what it gets, and the state is kept in memory. Connections
 * are not opened.
 *
 * <p>One object is one destination with one state: {@link #given} and {@link #run} again is the
 * next run over the source's new content.
 *
 * <p>Not safe for use by several threads.
 */
public final class SyncTest {

  private static final int EVERYTHING = Integer.MAX_VALUE;

  private final SyncDefinition definition;
  private final TestClock clock = TestClock.create();
  private final InMemoryStateStore store = InMemoryStateStore.create(clock);
  private final Map<String, KnownParents> parents = new LinkedHashMap<>();
  private RecordingLoader destination;
  private RowShape shape;
  private List<TestRow> rows = List.of();

  private SyncTest(SyncDefinition definition) {
    this.definition = definition;
    var fields = new ArrayList<>(definition.source().key());
    definition.source().cursor().ifPresent(fields::add);
    definition.deletes().flagField().ifPresent(fields::add);
    this.shape = new RowShape(fields);
    this.destination = taking().build();
  }

  /** A sync that may not write everything asks first what is there. */
  private RecordingLoader.Builder taking() {
    var upserting = RecordingLoader.builder().upsert();
    return definition.writes().limited() ? upserting.looksUp(Duration.ZERO) : upserting;
  }

  /** A test of a definition. */
  public static SyncTest of(SyncDefinition definition) {
    return new SyncTest(definition);
  }

  /**
   * A test of a sync of a project file.
   *
   * @throws dev.syncline.api.error.ConfigurationException if the project has no such sync
   */
  public static SyncTest of(SyncProject project, String sync) {
    return of(project.sync(sync));
  }

  /**
   * Says what the source holds from now on, all of it: what was given before and is not given again
   * is gone. The fields are those of all rows given so far.
   *
   * @throws IllegalArgumentException if a field has two types
   */
  public SyncTest given(TestRow... rows) {
    return given(List.of(rows));
  }

  /**
   * Says what the source holds from now on, as {@link #given(TestRow...)} does.
   *
   * @throws IllegalArgumentException if a field has two types
   */
  public SyncTest given(List<TestRow> rows) {
    this.rows = List.copyOf(rows);
    shape.learn(this.rows);
    return this;
  }

  /**
   * States the source's fields and their types, where the rows do not tell them: a column that is
   * null in all of them. Call this before {@code given}.
   */
  public SyncTest sourceFields(Schema fields) {
    shape = new RowShape(fields);
    shape.learn(rows);
    return this;
  }

  /**
   * States the fields that the destination has, with their types and limits, so that what does not
   * fit is rejected. Without this it takes everything. Call this before the first run.
   */
  public SyncTest destinationFields(Schema fields) {
    if (destination.writes() > 0) {
      throw new IllegalStateException("say what the destination stores before the first run");
    }
    destination = taking().fields(fields).build();
    for (Field field : fields.fields()) {
      destination.reject(
          attempt ->
              attempt.values().has(field.name())
                  && !FieldFit.fits(field, attempt.values().get(field.name())),
          "the value does not fit into '" + field.name() + "' (" + field.type() + ")");
    }
    return this;
  }

  /**
   * Says that the destination holds a parent.
   *
   * @param sync the name of the parent's sync
   * @param key the parent's business key at the source: a value, or a {@link
   *     dev.syncline.api.record.Key} of several
   * @param destinationId what the destination calls it, and what the child gets
   */
  public SyncTest parent(String sync, Object key, Object destinationId) {
    if (sync.equals(definition.name())) {
      throw new IllegalArgumentException(
          "'" + sync + "' is the sync under test: give the parents as rows of it");
    }
    Object id = JavaForm.key(destinationId).values().get(0);
    parents.computeIfAbsent(sync, KnownParents::new).put(JavaForm.key(key), id);
    return this;
  }

  /** Sets the engine's clock, which stands still otherwise; 2025-01-01T00:00Z unless set. */
  public SyncTest at(Instant now) {
    clock.advance(Duration.between(clock.instant(), now));
    return this;
  }

  /** Moves the engine's clock on: to the next try of a pending row, or to the next reconcile. */
  public SyncTest after(Duration time) {
    clock.advance(time);
    return this;
  }

  /**
   * Runs the sync over what is given now.
   *
   * @throws AssertionError if the run fails, naming the stage; {@link #runToFailure} is for those
   *     that should
   */
  public SyncTestResult run() {
    SyncTestResult result = runOnce();
    if (result.report().status() == RunStatus.FAILED) {
      throw new AssertionError("the run failed; what is known of it:\n" + result);
    }
    return result;
  }

  /**
   * Runs a sync that should fail: over its error budget, or without a field that it needs.
   *
   * @throws AssertionError if the run does not fail
   */
  public SyncTestResult runToFailure() {
    SyncTestResult result = runOnce();
    if (result.report().status() != RunStatus.FAILED) {
      throw new AssertionError("the run should have failed; what is known of it:\n" + result);
    }
    return result;
  }

  private SyncTestResult runOnce() {
    int before = destination.attempts().size();
    // The engine goes, the state stays: every run starts as in a new process.
    try (SyncEngine engine =
        SyncEngine.builder().stateStore(store).clock(clock).sameThread().build()) {
      parents.values().forEach(known -> known.run(engine));
      RunReport report = engine.run(definition.between(source(), destination()));
      var attempts = destination.attempts();
      List<RejectedRow> rejected = rejected(engine);
      return new SyncTestResult(
          report,
          written(attempts.subList(before, attempts.size()), rejected, report),
          rejected,
          parked(engine),
          rows,
          definition.source().key());
    }
  }

  private static List<RecordChange> written(
      List<WriteAttempt> attempts, List<RejectedRow> rejected, RunReport report) {
    Set<Optional<String>> refused =
        rejected.stream()
            .filter(row -> row.stage() == Stage.INGEST)
            .filter(row -> row.letter().runId().equals(report.runId()))
            .map(RejectedRow::key)
            .collect(Collectors.toSet());
    return attempts.stream()
        .filter(attempt -> !refused.contains(Optional.of(attempt.key().toString())))
        .map(SyncTest::changeOf)
        .toList();
  }

  /** The definition's own settings stay: they are part of what the engine remembers of a source. */
  private SourceSpec source() {
    var spec = definition.source();
    var list = ListSource.builder(shape.schema()).key(spec.key().toArray(String[]::new));
    spec.cursor().ifPresent(list::cursor);
    var source = list.snapshot().tombstones().readsByKey().build();
    rows.forEach(row -> source.add(shape.record(row)));
    return new SourceSpec(spec.type(), spec.config(), Optional.of(() -> source));
  }

  private DestinationSpec destination() {
    var spec = definition.destination();
    return new DestinationSpec(spec.type(), spec.config(), Optional.of(() -> destination));
  }

  private static RecordChange changeOf(WriteAttempt attempt) {
    return new RecordChange(
        attempt.change(),
        attempt.key(),
        attempt.change() == Change.DELETE ? Map.of() : attempt.values().toMap());
  }

  private List<RejectedRow> rejected(SyncEngine engine) {
    return engine.state().deadLetters(definition.name(), Optional.empty(), EVERYTHING).stream()
        .map(
            letter -> {
              var key = letter.key().map(KeyText::shown);
              return new RejectedRow(
                  key,
                  letter.stage(),
                  letter.errorType(),
                  letter.message(),
                  key.flatMap(
                      shown -> SyncTestResult.rowOf(shown, rows, definition.source().key())),
                  letter);
            })
        .sorted(Comparator.comparingInt(rejected -> placeOf(rejected.row())))
        .toList();
  }

  /** The store has them in the order of their hashes; a person has them as they were given. */
  private int placeOf(Optional<TestRow> row) {
    return row.map(rows::indexOf).orElse(rows.size());
  }

  private List<ParkedRow> parked(SyncEngine engine) {
    return engine.state().pending(definition.name(), Optional.empty(), EVERYTHING).stream()
        .map(
            child ->
                new ParkedRow(
                    KeyText.shown(child.key()),
                    child.missing().stream()
                        .map(parent -> parent.sync() + "/" + KeyText.shown(parent.key()))
                        .toList(),
                    child))
        .toList();
  }
}
