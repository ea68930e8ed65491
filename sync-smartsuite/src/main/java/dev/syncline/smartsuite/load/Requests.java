package dev.syncline.smartsuite.load;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.http.load.LoaderSettings;
import dev.syncline.smartsuite.records.Records;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How changes of a table are written, in the words of a connection to any API. Of the forms in
 * which a bulk call may be answered, the first one that is there counts.
 */
final class Requests {
  /** The most changes in one request. */
  static final int MOST = 25;

  private Requests() {}

  /**
   * The settings for a table.
   *
   * @param externalId the slug of the field that tells new records apart
   */
  static LoaderSettings settings(Records records, Optional<String> externalId) {
    var create = new LinkedHashMap<String, Object>(bulk());
    externalId.ifPresent(slug -> create.put("echo", slug));
    var update = new LinkedHashMap<String, Object>(bulk());
    update.put("by", "id");
    var settings = new LinkedHashMap<String, Object>();
    settings.put("create", Map.of("path", records.path("bulk/"), "batch", create));
    settings.put("update", Map.of("path", records.path("bulk/"), "batch", update));
    settings.put(
        "delete",
        Map.of(
            "method",
            "PATCH",
            "path",
            records.path("bulk_delete/"),
            "query",
            Map.of("fields", "id"),
            "batch",
            update));
    return LoaderSettings.of(ComponentConfig.of(settings));
  }

  private static Map<String, Object> bulk() {
    var bulk = new LinkedHashMap<String, Object>();
    bulk.put("size", MOST);
    bulk.put("items", "items");
    bulk.put("results", List.of("successful_items", "items", "$"));
    bulk.put("failed", "failed_items");
    bulk.put("id", "id");
    bulk.put("error", "reason");
    return bulk;
  }
}
