package dev.syncline.core.pipeline;

import dev.syncline.api.record.DataHash;
import dev.syncline.core.identity.Identity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What source and state say of a change, as one hash. It is another one as soon as the record at
 * the source, what is stored of it, or what follows from the two is another. Single-threaded.
 */
final class ChangeCheck {
  private final Identity identity = new Identity();

  String of(Row row) {
    return identity
        .key(
            List.of(
                row.id.toString(),
                row.requiredChange().name(),
                text(row.dataHash),
                row.state == null ? "" : text(row.state.dataHash()),
                row.state == null ? "" : row.state.linkHash().map(DataHash::toString).orElse("")))
        .toString();
  }

  private static String text(@Nullable DataHash hash) {
    return hash == null ? "" : hash.toString();
  }
}
