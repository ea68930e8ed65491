package dev.syncline.testkit.notebook;

import dev.syncline.api.error.RetryableException;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Cursor;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.RecordBatch;
import dev.syncline.api.record.ResumePosition;
import dev.syncline.api.record.RowBatch;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.source.BatchLimits;
import dev.syncline.api.source.ExtractRequest;
import dev.syncline.api.source.Extraction;
import dev.syncline.api.source.Extractor;
import dev.syncline.api.source.Poll;
import dev.syncline.api.source.RewindsCursor;
import dev.syncline.api.source.SourceTraits;
import dev.syncline.testkit.TestRecords;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The notebook's extractor as it is written on a bad day: one class, one bug. */
final class BuggyExtractors {

  private BuggyExtractors() {}

  /** The contract of a variant. */
  abstract static class Variant extends NotebookExtractorTest {
    abstract Extractor buggy(NotebookExtractor right);

    @Override
    protected Extractor extractor() {
      return buggy((NotebookExtractor) super.extractor());
    }

    @Override
    protected Optional<Extractor> brokenExtractor() {
      return super.brokenExtractor().map(broken -> buggy((NotebookExtractor) broken));
    }
  }

  /** The contract of a variant whose readings are wrong. */
  abstract static class ReadingVariant extends Variant {
    abstract Extraction buggy(Extraction right);

    @Override
    Extractor buggy(NotebookExtractor right) {
      return new AroundExtractor(right) {
        @Override
        public Extraction open(ExtractRequest request) {
          return buggy(right.open(request));
        }
      };
    }
  }

  private static Stream<SyncRecord> rows(RecordBatch batch) {
    return IntStream.range(0, batch.size()).mapToObj(batch::row);
  }

  static final class SaysCompleteWhenStoppedEarly extends ReadingVariant {
    @Override
    Extraction buggy(Extraction right) {
      return new AroundExtractor.Reading(right) {
        private int pages;

        @Override
        public Poll next(Duration maxWait) {
          pages++;
          return pages > 3 ? Poll.End.completed() : right.next(maxWait);
        }
      };
    }
  }

  static final class LosesARowBetweenPages extends ReadingVariant {
    @Override
    Extraction buggy(Extraction right) {
      return new AroundExtractor.Reading(right) {
        private boolean first = true;

        @Override
        public Poll next(Duration maxWait) {
          Poll poll = right.next(maxWait);
          if (poll instanceof Poll.Batch batch && batch.records().size() > 1 && !first) {
            var fewer = rows(batch.records()).skip(1).toList();
            return Poll.Batch.of(RowBatch.of(batch.records().schema(), fewer));
          }
          first = false;
          return poll;
        }
      };
    }
  }

  static final class LosesTies extends Variant {
    @Override
    Extractor buggy(NotebookExtractor right) {
      return new AroundExtractor(right) {
        @Override
        public Extraction open(ExtractRequest request) {
          return request instanceof ExtractRequest.Since since && since.cursor().form() == 1
              ? right.open(new ExtractRequest.Since(behind(since.cursor()), since.limits()))
              : right.open(request);
        }
      };
    }

    private static Cursor behind(Cursor cursor) {
      return NotebookExtractor.encode(Long.parseLong(cursor.token()) + 1);
    }
  }

  static final class TakesItsBoundAtTheEnd extends Variant {
    @Override
    Extractor buggy(NotebookExtractor right) {
      return new AroundExtractor(right) {
        @Override
        public Extraction open(ExtractRequest request) {
          return new AroundExtractor.Reading(right.open(request)) {
            @Override
            public Poll next(Duration maxWait) {
              Poll poll = super.next(maxWait);
              return poll instanceof Poll.End end
                  ? new Poll.End(end.complete(), boundNow(), end.notices())
                  : poll;
            }
          };
        }

        private Optional<Cursor> boundNow() {
          var limits = new BatchLimits(1, 1);
          try (var later = right.open(new ExtractRequest.FullScan(Optional.empty(), limits))) {
            Poll poll = later.next(Duration.ZERO);
            while (!(poll instanceof Poll.End)) {
              poll = later.next(Duration.ZERO);
            }
            return ((Poll.End) poll).nextCursor();
          }
        }
      };
    }
  }

  static final class TakesNullForAbsent extends ReadingVariant {
    @Override
    Extraction buggy(Extraction right) {
      return new AroundExtractor.Reading(right) {
        @Override
        public Poll next(Duration maxWait) {
          Poll poll = right.next(maxWait);
          if (!(poll instanceof Poll.Batch batch)) {
            return poll;
          }
          Schema schema = batch.records().schema();
          var rows = rows(batch.records()).map(row -> withoutNulls(schema, row)).toList();
          return Poll.Batch.of(RowBatch.of(schema, rows));
        }
      };
    }

    private static SyncRecord withoutNulls(Schema schema, SyncRecord row) {
      SyncRecord changed = row;
      for (String name : schema.names()) {
        changed = changed.get(name) == null ? changed.with(name, Absent.ABSENT) : changed;
      }
      return changed;
    }
  }

  static final class TakesAnErrorForTheEnd extends Variant {
    @Override
    Extractor buggy(NotebookExtractor right) {
      return new AroundExtractor(right) {
        @Override
        public Extraction open(ExtractRequest request) {
          try {
            return right.open(request);
          } catch (RetryableException e) {
            return new Nothing();
          }
        }
      };
    }
  }

  /** A reading of nothing. */
  private static final class Nothing extends AroundExtractor.Reading {
    Nothing() {
      super(
          new NotebookPages(
              new Notebook(TestRecords.PEOPLE, 0),
              "changed",
              new BatchLimits(1, 1),
              Optional.empty(),
              Optional.empty()));
    }
  }

  static final class ReadsKeysFromACache extends Variant {
    @Override
    Extractor buggy(NotebookExtractor right) {
      return new AroundExtractor(right) {
        private final Map<List<Key>, RecordBatch> cache = new HashMap<>();

        @Override
        public RecordBatch read(List<Key> keys) {
          return cache.computeIfAbsent(keys, right::read);
        }
      };
    }
  }

  /** The contract of an extractor that promises what it does not keep. */
  abstract static class Liar extends Variant {
    abstract SourceTraits lie(SourceTraits truth);

    @Override
    Extractor buggy(NotebookExtractor right) {
      return new AroundExtractor(right) {
        @Override
        public SourceTraits traits() {
          return lie(right.traits());
        }
      };
    }
  }

  static final class PromisesASnapshot extends Liar {
    @Override
    SourceTraits lie(SourceTraits truth) {
      return truth.withSnapshot();
    }
  }

  static final class PromisesTombstones extends Liar {
    @Override
    SourceTraits lie(SourceTraits truth) {
      return truth.withTombstones();
    }
  }

  static final class PromisesNoEnd extends Liar {
    @Override
    SourceTraits lie(SourceTraits truth) {
      return truth.endless();
    }
  }

  static final class PromisesOrder extends Variant {
    @Override
    Extractor buggy(NotebookExtractor right) {
      return new AroundExtractor(right) {
        @Override
        public SourceTraits traits() {
          return right.traits().withOrder();
        }

        @Override
        public Extraction open(ExtractRequest request) {
          return new AroundExtractor.Reading(right.open(request)) {
            @Override
            public Poll next(Duration maxWait) {
              Poll poll = super.next(maxWait);
              return poll instanceof Poll.Batch batch
                  ? new Poll.Batch(batch.records(), lastOf(batch.records()), Optional.empty())
                  : poll;
            }
          };
        }
      };
    }

    private static Optional<Cursor> lastOf(RecordBatch batch) {
      return batch.row(batch.size() - 1).get("changed") instanceof Long changed
          ? Optional.of(NotebookExtractor.encode(changed))
          : Optional.empty();
    }
  }

  static final class PromisesResumption extends Variant {
    @Override
    Extractor buggy(NotebookExtractor right) {
      return new AroundExtractor(right) {
        @Override
        public SourceTraits traits() {
          return right.traits().withResume();
        }

        @Override
        public Extraction open(ExtractRequest request) {
          ExtractRequest fromTheStart =
              request instanceof ExtractRequest.FullScan scan
                  ? new ExtractRequest.FullScan(Optional.empty(), scan.limits())
                  : request;
          return new AroundExtractor.Reading(right.open(fromTheStart)) {
            @Override
            public Poll next(Duration maxWait) {
              Poll poll = super.next(maxWait);
              return poll instanceof Poll.Batch batch
                  ? new Poll.Batch(
                      batch.records(), Optional.empty(), Optional.of(new ResumePosition("here")))
                  : poll;
            }
          };
        }
      };
    }
  }

  static final class RewindsNothing extends Variant {
    @Override
    Extractor buggy(NotebookExtractor right) {
      return new Rewinding(right);
    }

    private static final class Rewinding extends AroundExtractor implements RewindsCursor {
      Rewinding(NotebookExtractor right) {
        super(right);
      }

      @Override
      public Optional<Cursor> rewind(Cursor cursor, Duration by) {
        return Optional.of(cursor);
      }
    }
  }
}
