package dev.syncline.core.project;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.Delta;
import dev.syncline.core.definition.DeltaStrategy;
import dev.syncline.core.definition.ErrorBudget;
import dev.syncline.core.definition.HashAlgorithm;
import dev.syncline.core.definition.OnMappingChange;
import dev.syncline.core.definition.RunSettings;
import dev.syncline.core.definition.UnknownHashes;
import dev.syncline.core.definition.Writes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads {@code delta}, {@code deletes}, {@code errorBudget} and {@code settings}. */
final class SettingsReader {
  private final ComponentConfig sync;

  SettingsReader(ComponentConfig sync) {
    this.sync = sync;
  }

  /** Just a strategy, or a section. */
  Delta delta() {
    if (!(sync.values().get("delta") instanceof ComponentConfig section)) {
      return Delta.of(sync.oneOf("delta", DeltaStrategy.class, DeltaStrategy.HASH));
    }
    boolean cursor =
        sync.values().get("source") instanceof ComponentConfig source && source.has("cursor");
    var usual = cursor ? DeltaStrategy.TIMESTAMP : DeltaStrategy.HASH;
    var delta = Delta.of(section.oneOf("strategy", DeltaStrategy.class, usual));
    delta = section.duration("overlap").map(delta::overlap).orElse(delta);
    delta =
        delta
            .hashedWith(section.oneOf("algorithm", HashAlgorithm.class, delta.algorithm()))
            .unknownHashes(
                section.oneOf("unknownHashes", UnknownHashes.class, delta.unknownHashes()))
            .onMappingChange(
                section.oneOf("onMappingChange", OnMappingChange.class, delta.onMappingChange()))
            .volatileFields(section.strings("volatile").toArray(String[]::new))
            .fullScanFallback(section.bool("fullScanFallback", delta.fullScanFallback()));
    return section.duration("reconcileEvery").map(delta::reconcileEvery).orElse(delta);
  }

  /**
   * What may be written.
   *
   * @param sections reads the values of the namespace
   */
  Writes writes(Sections sections) {
    var section = sync.section("writes");
    Map<String, Object> namespace = new LinkedHashMap<>();
    section
        .optionalSection("namespace")
        .ifPresent(
            fields ->
                fields
                    .values()
                    .keySet()
                    .forEach(field -> namespace.put(field, sections.literal(fields, field))));
    return new Writes(
        section.bool("insertNew", true), section.bool("updateExisting", true), namespace);
  }

  /** Just a way, or a section. */
  Deletes deletes() {
    if (!(sync.values().get("deletes") instanceof ComponentConfig section)) {
      return by(sync.oneOf("deletes", Deletes.Mode.class, Deletes.Mode.NONE), Optional.empty());
    }
    section.string("by");
    var deletes =
        by(
            section.oneOf("by", Deletes.Mode.class, Deletes.Mode.NONE),
            section.optionalString("field"));
    if (section.has("atMostPercent")) {
      deletes = deletes.atMostPercent(section.number("atMostPercent", 0));
    }
    var atMost = Sections.whole(section, "atMost");
    deletes = atMost.isPresent() ? deletes.atMost(atMost.getAsLong()) : deletes;
    deletes = section.optionalString("mark").map(deletes::marking).orElse(deletes);
    if (section.bool("confirmed", false)) {
      deletes = deletes.confirmedByNextScan();
    }
    deletes = deletes.onLeave(section.oneOf("onLeave", Deletes.OnLeave.class, deletes.onLeave()));
    return section.bool("ownAdopted", false) ? deletes.ofAdoptedToo() : deletes;
  }

  private static Deletes by(Deletes.Mode mode, Optional<String> field) {
    var none = Deletes.none();
    return new Deletes(
        mode, none.maxPercent(), none.maxCount(), field, none.mark(), false, false, none.onLeave());
  }

  ErrorBudget errorBudget() {
    var section = sync.section("errorBudget");
    var budget = ErrorBudget.standard();
    // Builder and file agree: a count alone bounds the number, not the share.
    if (section.has("percent")) {
      budget = ErrorBudget.ofPercent(section.number("percent", 0));
    } else if (section.has("count")) {
      budget = ErrorBudget.unlimited();
    }
    var after = Sections.whole(section, "after");
    budget = after.isPresent() ? budget.after(after.getAsLong()) : budget;
    var count = Sections.whole(section, "count");
    return count.isPresent() ? budget.count(count.getAsLong()) : budget;
  }

  RunSettings runSettings() {
    var section = sync.section("settings");
    var usual = RunSettings.DEFAULT;
    return new RunSettings(
        count(section, "batchRows", usual.batchRows()),
        Sections.bytes(section, "batchBytes").orElse(usual.batchBytes()),
        count(section, "gatherRows", usual.gatherRows()),
        count(section, "queueCapacity", usual.queueCapacity()),
        count(section, "checkpointRows", usual.checkpointRows()),
        section.duration("checkpointEvery").orElse(usual.checkpointEvery()),
        section.duration("leaseTtl").orElse(usual.leaseTtl()),
        section.integer("maxRetries", usual.maxRetries(), 0, Integer.MAX_VALUE),
        section.duration("retryDelay").orElse(usual.retryDelay()),
        section.duration("maxRetryDelay").orElse(usual.maxRetryDelay()),
        section.duration("maxWait").orElse(usual.maxWait()),
        section.duration("deadline"));
  }

  private static int count(ComponentConfig section, String name, int usual) {
    return section.integer(name, usual, 1, Integer.MAX_VALUE);
  }
}
