package dev.syncline.smartsuite;

import dev.syncline.api.config.Connection;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.PermanentException;
import dev.syncline.http.client.ApiRequest;
import dev.syncline.http.json.JsonText;
import dev.syncline.smartsuite.client.SmartSuiteClient;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as a wake-up call: SmartSuite tells a URL of yours that something has happened, not
 * what; {@link #changedTables()} says in which tables, so that their syncs can be run at once
 * instead of at the next scheduled time. Events come at least once and in any order, and may be
 * missing, so nothing is written by them: the runs read what changed, as they always do.
 *
 * <pre>{@code
 * var webhook = SmartSuiteWebhook.of(engine.connection("work"), webhookId);
 * // in the handler of your URL, after it has answered 200:
 * if (webhook.changedTables().contains(table)) {
 *   engine.run(contacts);
 * }
 * }</pre>
 *
 * <p>Webhooks are a beta of SmartSuite's. One whose events nobody lists for a week is switched off
 * by it.
 *
 * <p><b>Limits.</b> Its requests wait for their turn with those of all runs over the connection:
 * one key has one limit.
 *
 * <p><b>Threading.</b> One thread at a time.
 */
public final class SmartSuiteWebhook {
  private static final String PAGE = "50";
  private static final int MOST_PAGES = 10_000;
  private static final List<String> KINDS =
      List.of("RECORD_CREATED", "RECORD_UPDATED", "RECORD_DELETED");

  private final SmartSuiteClient client;
  private final String id;
  private String token = "";

  private SmartSuiteWebhook(SmartSuiteClient client, String id) {
    this.client = client;
    this.id = id;
  }

  /**
   * A webhook that was registered before; its first {@link #changedTables()} tells all it knows.
   *
   * @param connection one of an engine, to SmartSuite
   */
  public static SmartSuiteWebhook of(Connection connection, String id) {
    return new SmartSuiteWebhook(client(connection), id);
  }

  /**
   * Registers a webhook for all records of some tables.
   *
   * @param connection one of an engine, to SmartSuite
   * @param solution the id of the solution that they belong to
   * @param url which SmartSuite calls
   * @param tables their ids; all of the solution if none is named
   */
  public static SmartSuiteWebhook register(
      Connection connection, String solution, String url, String... tables) {
    SmartSuiteClient client = client(connection);
    var webhook = new LinkedHashMap<String, Object>();
    webhook.put(
        "filter",
        tables.length == 0
            ? Map.of("solution", Map.of())
            : Map.of("applications", Map.of("application_ids", List.of(tables))));
    webhook.put("kinds", KINDS);
    webhook.put("locator", Map.of("account_id", client.account(), "solution_id", solution));
    webhook.put("notification_status", Map.of("enabled", Map.of("url", url)));
    Map<String, @Nullable Object> made = ask(client, "CreateWebhook", Map.of("webhook", webhook));
    Object id = in(made.get("webhook"), "webhook_id");
    if (!(id instanceof String text)) {
      throw new PermanentException("the new webhook was answered without its 'webhook_id'");
    }
    return new SmartSuiteWebhook(client, text);
  }

  private static SmartSuiteClient client(Connection connection) {
    if (connection instanceof SmartSuiteClient client) {
      return client;
    }
    throw new ConfigurationException(
        "a webhook needs a connection of type smartsuite, not " + connection);
  }

  /** The id by which it can be used again. */
  public String id() {
    return id;
  }

  /**
   * The tables in which something has happened since the last call, by id.
   *
   * @throws dev.syncline.api.error.RetryableException if they cannot be asked for now; nothing is
   *     lost by that
   */
  public Set<String> changedTables() {
    var tables = new LinkedHashSet<String>();
    for (int page = 0; page < MOST_PAGES; page++) {
      var body = new LinkedHashMap<String, Object>();
      body.put("webhook_id", id);
      body.put("page_size", PAGE);
      if (!token.isEmpty()) {
        body.put("page_token", token);
      }
      Map<String, @Nullable Object> told = ask(client, "ListEvents", body);
      if (told.get("next_page_token") instanceof String next) {
        token = next;
      }
      if (!(told.get("events") instanceof List<?> events) || events.isEmpty()) {
        return tables;
      }
      for (Object event : events) {
        Object locator = in(in(event, "record_event_data"), "locator");
        if (in(locator, "application_id") instanceof String table) {
          tables.add(table);
        }
      }
    }
    return tables;
  }

  /** Unregisters it. */
  public void delete() {
    client.tell(client.webhooks(), request("DeleteWebhook", Map.of("webhook_id", id)));
  }

  private static Map<String, @Nullable Object> ask(
      SmartSuiteClient client, String operation, Map<String, ?> body) {
    return client.object(client.webhooks(), request(operation, body)).orElse(Map.of());
  }

  private static ApiRequest request(String operation, Map<String, ?> body) {
    return ApiRequest.of("POST", "/" + operation).body(JsonText.write(body));
  }

  private static @Nullable Object in(@Nullable Object json, String name) {
    return json instanceof Map<?, ?> object ? object.get(name) : null;
  }
}
