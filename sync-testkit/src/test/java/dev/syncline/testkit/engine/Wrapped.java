package dev.syncline.testkit.engine;

import dev.syncline.api.Check;
import dev.syncline.api.record.Schema;
import dev.syncline.api.source.ExtractRequest;
import dev.syncline.api.source.Extraction;
import dev.syncline.api.source.Extractor;
import dev.syncline.api.source.SourceTraits;
import dev.syncline.testkit.ListSource;

/** A source whose parts a test replaces. */
class Wrapped implements Extractor {
  private final ListSource list;

  Wrapped(ListSource list) {
    this.list = list;
  }

  @Override
  public SourceTraits traits() {
    return list.traits();
  }

  @Override
  public Schema describe() {
    return list.describe();
  }

  @Override
  public Check check() {
    return list.check();
  }

  @Override
  public Extraction open(ExtractRequest request) {
    return list.open(request);
  }

  @Override
  public void close() {
    list.close();
  }
}
