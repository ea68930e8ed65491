package dev.syncline.http.extract;

import dev.syncline.api.Check;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Cursor;
import dev.syncline.api.record.Schema;
import dev.syncline.api.source.CancelsReading;
import dev.syncline.api.source.ExtractRequest;
import dev.syncline.api.source.Extraction;
import dev.syncline.api.source.Extractor;
import dev.syncline.api.source.RewindsCursor;
import dev.syncline.api.source.SourceTraits;
import dev.syncline.http.client.ApiClient;
import dev.syncline.http.client.Asking;
import dev.syncline.http.client.RequestTemplate;
import dev.syncline.http.json.JsonPath;
import dev.syncline.http.wire.Cancellation;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list of an API. It promises no snapshot; whether scans can be resumed and whether records
 * come in order is for the definition to say.
 */
class HttpExtractor implements Extractor, RewindsCursor, CancelsReading {
  private final Supplier<ApiClient> connection;
  private final SourceSettings settings;
  private final Cancellation cancellation = new Cancellation();

  HttpExtractor(Supplier<ApiClient> connection, SourceSettings settings) {
    this.connection = connection;
    this.settings = settings;
  }

  final SourceSettings settings() {
    return settings;
  }

  final ApiClient client() {
    return connection.get();
  }

  final Cancellation cancellation() {
    return cancellation;
  }

  @Override
  public SourceTraits traits() {
    SourceTraits traits = SourceTraits.NONE;
    if (settings.incremental().filter(Incremental::ordered).isPresent()) {
      traits = traits.withOrder();
    }
    return settings.resumable() ? traits.withResume() : traits;
  }

  /** The fields that the definition names; the others are known when they are read. */
  @Override
  public Schema describe() {
    return new RowShape(settings.fields(), settings.others()).schema();
  }

  @Override
  public Check check() {
    return client().check();
  }

  @Override
  public Extraction open(ExtractRequest request) {
    if (request instanceof ExtractRequest.FullScan scan) {
      return fullScan(scan);
    }
    if (request instanceof ExtractRequest.Since since) {
      return since(since);
    }
    throw new PermanentException("an API can be read from its start or since a cursor only");
  }

  private Extraction fullScan(ExtractRequest.FullScan scan) {
    if (scan.resume().isPresent() && !settings.resumable()) {
      throw new PermanentException("a scan of this list cannot be resumed");
    }
    if (scan.resume().isEmpty()) {
      return reading(Place.START, Optional.empty(), Optional.empty(), scan, true);
    }
    String token = scan.resume().get().token();
    String kept = Place.kept(token);
    Optional<Object> bound =
        kept.isEmpty() ? Optional.empty() : Optional.of(CursorText.value(kept));
    return reading(Place.of(token), Optional.empty(), bound, scan, true);
  }

  private Extraction since(ExtractRequest.Since since) {
    if (settings.incremental().isEmpty()) {
      throw new PermanentException("this list has no cursor: 'incremental' is not given");
    }
    Object from = CursorText.value(since.cursor());
    return reading(Place.START, Optional.of(from), Optional.empty(), since, false);
  }

  private Extraction reading(
      Place start,
      Optional<Object> from,
      Optional<Object> known,
      ExtractRequest request,
      boolean fullScan) {
    // Before anything is read: what comes later belongs to the next reading.
    Instant now = client().clock().instant();
    Optional<Incremental> incremental = settings.incremental();
    Optional<Object> bound = known;
    long requests = 0;
    if (incremental.isPresent() && known.isEmpty()) {
      if (incremental.get().bound() instanceof Incremental.Bound.Clock) {
        bound = Optional.of(now.minus(incremental.get().lag()));
      } else if (incremental.get().bound() instanceof Incremental.Bound.Asked asked) {
        bound = Optional.of(asked(asked));
        requests = 1;
      }
    }
    Optional<CursorWatch> watch = watch(from, bound);
    Optional<JsonPath> extra =
        known.isEmpty()
                && incremental.isPresent()
                && incremental.get().bound() instanceof Incremental.Bound.InAnswer answer
            ? Optional.of(answer.path())
            : Optional.empty();
    Walk walk = walk(parameters(from, bound), extra, start);
    return new HttpExtraction(settings, walk, watch, request.limits(), fullScan, requests);
  }

  private Walk walk(Map<String, Object> parameters, Optional<JsonPath> extra, Place start) {
    Listing listing = settings.listing();
    if (settings.parents().isEmpty()) {
      return new PageWalk(client(), listing, parameters, extra, start, cancellation);
    }
    ParentSettings parents = settings.parents().get();
    var list =
        new PageWalk(
            client(), parents.listing(), Map.of(), extra, Place.START, cancellation.part());
    return new ParentWalk(
        list,
        (parent, part) ->
            new PageWalk(
                client(),
                listing.at(parents.pathOf(parent)),
                parameters,
                Optional.empty(),
                Place.START,
                part),
        parents.include(),
        parents.parallel(),
        cancellation);
  }

  private Optional<CursorWatch> watch(Optional<Object> from, Optional<Object> bound) {
    @Nullable Object since = from.orElse(null);
    @Nullable Object known = bound.orElse(null);
    return settings
        .incremental()
        .flatMap(how -> settings.cursor().map(field -> new CursorWatch(field, how, since, known)));
  }

  /** The newest value there is, in the form of the cursor. */
  private Object asked(Incremental.Bound.Asked bound) {
    RequestTemplate template = bound.request();
    var request = template.request(template.path(), Map.of(), Map.of());
    Object value =
        new Asking(client(), settings.listing().filters(), cancellation)
            .value(request, bound.path());
    return settings
        .cursor()
        .flatMap(field -> field.value(value))
        .orElseThrow(
            () ->
                new PermanentException(
                    client().where(request) + " answers an upper bound that is no cursor value"));
  }

  private Map<String, Object> parameters(Optional<Object> from, Optional<Object> bound) {
    var parameters = new LinkedHashMap<String, Object>();
    if (settings.incremental().isPresent() && from.isPresent()) {
      Incremental how = settings.incremental().get();
      parameters.put(how.start().name(), how.start().from(from.get()));
      if (how.end().isPresent() && bound.isPresent()) {
        parameters.put(how.end().get().name(), how.end().get().to(bound.get()));
      }
    }
    return parameters;
  }

  @Override
  public Optional<Cursor> rewind(Cursor cursor, Duration by) {
    return CursorText.value(cursor) instanceof Instant time
        ? Optional.of(CursorText.cursor(time.minus(by)))
        : Optional.empty();
  }

  @Override
  public void cancelReading() {
    cancellation.cancel();
  }

  /** The client belongs to the engine. */
  @Override
  public void close() {}
}
