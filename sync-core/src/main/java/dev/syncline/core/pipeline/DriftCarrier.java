package dev.syncline.core.pipeline;

import dev.syncline.api.Stage;
import dev.syncline.api.record.Key;
import dev.syncline.api.source.ReadsByKey;
import dev.syncline.core.pipeline.WorkBatch.Intake;
import dev.syncline.core.verify.Drift;
import dev.syncline.core.verify.DriftFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Reads what drifted by key and takes it through all stages. Everything in this thread. */
final class DriftCarrier {
  private static final int PAGE = 200;

  private final Workbench bench;
  private final PendingCarrier.Work work;
  private final ReadsByKey source;

  DriftCarrier(Workbench bench, PendingCarrier.Work work, ReadsByKey source) {
    this.bench = bench;
    this.work = work;
    this.source = source;
  }

  void run(DriftFile drift) {
    drift.readPages(PAGE, this::carry);
    work.commit();
  }

  private void carry(List<Drift> page) {
    // One record may have drifted in two ways.
    var keys = new LinkedHashMap<Object, Key>();
    page.stream().filter(Drift::atSource).forEach(d -> keys.put(d.keyHash(), d.key()));
    if (keys.isEmpty() || !work.goesOn()) {
      return;
    }
    var batch = new ArrayList<WorkBatch>();
    StageFailure.in(
        Stage.FETCH,
        () -> {
          var found = source.read(List.copyOf(keys.values()));
          batch.add(WorkBatch.of(Intake.CARRIED, found.schema(), bench.fetch.rows(found)));
        });
    batch.forEach(work::on);
  }
}
