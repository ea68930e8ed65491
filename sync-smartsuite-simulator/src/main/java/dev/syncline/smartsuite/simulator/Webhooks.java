package dev.syncline.smartsuite.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Webhooks: who registers one can list the events since. Not safe for use by several threads. */
final class Webhooks {
  private static final int USUAL_PAGE = 50;

  private final Workspace workspace;
  private final Map<String, Webhook> known = new LinkedHashMap<>();

  private record Webhook(Map<String, @Nullable Object> json, int since) {}

  Webhooks(Workspace workspace) {
    this.workspace = workspace;
  }

  Told call(Asked asked) {
    String operation = asked.path().substring(Asked.WEBHOOKS.length() + 1).replace("/", "");
    Map<String, @Nullable Object> body = asked.json();
    return switch (operation) {
      case "CreateWebhook" -> create(Json.object(body.get("webhook")));
      case "ListWebhooks", "GetWebhooks" ->
          Told.ok(Map.of("webhooks", known.values().stream().map(Webhook::json).toList()));
      case "UpdateWebhook" -> update(Json.object(body.get("webhook")));
      case "DeleteWebhook" -> {
        find(body.get("webhook_id"));
        known.remove(String.valueOf(body.get("webhook_id")));
        yield Told.ok(Map.of());
      }
      case "ListEvents" -> events(body);
      default -> throw Refusal.notFound();
    };
  }

  private Webhook find(@Nullable Object id) {
    return Optional.ofNullable(known.get(String.valueOf(id))).orElseThrow(Refusal::notFound);
  }

  private Told create(Map<String, @Nullable Object> webhook) {
    for (String name : List.of("filter", "kinds", "locator")) {
      if (WriteForm.empty(webhook.get(name)) && !name.equals("filter")) {
        throw new Refusal(400, Map.of(name, List.of("This field is required.")));
      }
    }
    String id = "webhook-" + (known.size() + 1);
    webhook.put("webhook_id", id);
    known.put(id, new Webhook(webhook, workspace.events().size()));
    return Told.ok(Map.of("webhook", webhook));
  }

  private Told update(Map<String, @Nullable Object> changes) {
    Webhook webhook = find(changes.get("webhook_id"));
    webhook.json().putAll(changes);
    return Told.ok(Map.of("webhook", webhook.json()));
  }

  /** A page of events; the token of the next one is told even if there is none yet. */
  private Told events(Map<String, @Nullable Object> body) {
    Webhook webhook = find(body.get("webhook_id"));
    int from = Math.max(webhook.since(), RecordCalls.number(token(body), webhook.since()));
    int size = RecordCalls.number(body.get("page_size"), USUAL_PAGE);
    List<?> kinds = Json.list(webhook.json().get("kinds"));
    var events = new ArrayList<Object>();
    int at = from;
    for (; at < workspace.events().size() && events.size() < size; at++) {
      Map<String, @Nullable Object> event = workspace.events().get(at);
      if (kinds.contains(event.get("kind")) && wanted(webhook, event)) {
        events.add(event);
      }
    }
    return Told.ok(Map.of("events", events, "next_page_token", String.valueOf(at)));
  }

  private static @Nullable Object token(Map<String, @Nullable Object> body) {
    return WriteForm.empty(body.get("page_token")) ? null : body.get("page_token");
  }

  private static boolean wanted(Webhook webhook, Map<String, @Nullable Object> event) {
    Map<String, @Nullable Object> filter = Json.object(webhook.json().get("filter"));
    Object table =
        Json.object(Json.object(event.get("record_event_data")).get("locator"))
            .get("application_id");
    if (filter.containsKey("applications")) {
      return Json.list(Json.object(filter.get("applications")).get("application_ids"))
          .contains(table);
    }
    return !filter.containsKey("application")
        || Objects.equals(Json.object(filter.get("application")).get("application_id"), table);
  }
}
