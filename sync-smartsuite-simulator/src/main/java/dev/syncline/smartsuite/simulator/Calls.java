package dev.syncline.smartsuite.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Carries out requests one after the other, and what a fault leaves for later. */
final class Calls {
  /** No answer at all. */
  static final Set<Fault> CUT = EnumSet.of(Fault.CUT_BEFORE, Fault.ANSWER_LOST, Fault.LATE);

  private final SimulatorBuilder settings;
  private final RecordCalls records;
  private final TableCalls tables;
  private final Webhooks webhooks;
  private final InstantSource clock;
  private final List<Later> later = new ArrayList<>();

  private record Later(Instant due, RequestKind kind, Asked asked) {}

  Calls(SimulatorBuilder settings, Workspace workspace) {
    this.settings = settings;
    this.clock = settings.clock;
    this.records = new RecordCalls(workspace, settings.variants, settings.clock, settings.limits());
    this.tables = new TableCalls(workspace, settings.variants, settings.names());
    this.webhooks = new Webhooks(workspace);
  }

  /** The answer to somebody who did not say, or not rightly, who he is. */
  Optional<Told> unknown(Asked asked) {
    String account = asked.headers().getFirst("ACCOUNT-ID");
    if (account == null) {
      return Optional.of(new Told(400, "Account ID is not specified"));
    }
    if (!account.equals(settings.account)) {
      return Optional.of(new Told(400, "Account ID " + account + " is not valid"));
    }
    return ("Token " + settings.token).equals(asked.headers().getFirst("Authorization"))
        ? Optional.empty()
        : Optional.of(new Told(401, Map.of("detail", "Invalid token.")));
  }

  synchronized Told answer(RequestKind kind, Asked asked, Optional<Fault> fault) {
    catchUp();
    return switch (fault.orElse(Fault.SLOW)) {
      case UNAVAILABLE -> new Told(503, "upstream connect error");
      case REFUSED -> new Told(422, Map.of("detail", "Refused by the test."));
      case TOO_MANY -> new Told(429, Map.of("detail", "Request was throttled."));
      case CUT_BEFORE -> new Told(500, null);
      case LATE -> {
        Duration late = settings.lateness;
        later.add(new Later(clock.instant().plus(late), kind, asked));
        yield new Told(500, null);
      }
      case ERROR_AFTER -> {
        carryOut(kind, asked, false);
        yield new Told(500, Map.of("error", "Internal server error"));
      }
      case HALF_DONE -> {
        carryOut(kind, asked, true);
        yield new Told(500, Map.of("error", "Internal server error"));
      }
      case ANSWER_LOST, ANSWER_CUT, SLOW -> carryOut(kind, asked, false);
    };
  }

  private void catchUp() {
    Instant now = clock.instant();
    var due = later.stream().filter(one -> !one.due().isAfter(now)).toList();
    later.removeAll(due);
    due.forEach(one -> carryOut(one.kind(), one.asked(), false));
  }

  private Told carryOut(RequestKind kind, Asked asked, boolean half) {
    try {
      return switch (kind) {
        case SOLUTIONS, TABLES, TABLE, MEMBERS, ACCOUNTS, ADD_FIELD, CHANGE_FIELD, DELETE_FIELD ->
            tables.call(kind, asked);
        case WEBHOOKS -> webhooks.call(asked);
        case DELETED -> records.deleted(asked);
        case OTHER -> other(asked);
        default -> records.call(kind, asked, half);
      };
    } catch (Refusal refusal) {
      return new Told(refusal.status(), refusal.body());
    }
  }

  private Told other(Asked asked) {
    if (asked.path().endsWith("/")) {
      throw Refusal.notFound();
    }
    boolean write = Set.of("PUT", "DELETE").contains(asked.method());
    return write && settings.variants.contains(Variant.IGNORES_WRITES_WITHOUT_SLASH)
        ? Told.ok(Map.of())
        : new Told(301, null).header("Location", Asked.BASE + asked.path() + "/");
  }
}
