package dev.syncline.core.comparison;

import dev.syncline.api.record.Schema;
import dev.syncline.core.definition.HashAlgorithm;
import dev.syncline.core.identity.Identity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hashes values in read form. Not safe for use by several threads. */
public final class ContentHash {
  private final Identity identity = new Identity();
  private final Identity.Shape shape;

  /** For values in the order of this schema. */
  public ContentHash(Schema schema) {
    this.shape = Identity.Shape.of(schema);
  }

  /** The hash, in hexadecimal digits; absent values do not count. */
  public String of(List<@Nullable Object> values) {
    return identity.data(HashAlgorithm.XXH128, shape, values.toArray()).toString();
  }
}
