package dev.syncline.core.pipeline;

import dev.syncline.api.Stage;
import dev.syncline.api.state.LetterSelection;
import java.util.ArrayList;

/** Takes dead letters through all stages, and reads nothing else. Everything in this thread. */
final class LetterReplay {
  private final Workbench bench;
  private final PendingCarrier.Work work;

  LetterReplay(Workbench bench, PendingCarrier.Work work) {
    this.bench = bench;
    this.work = work;
  }

  void run(LetterSelection letters) {
    var carrier =
        new ReplayCarrier(
            bench.definition.name(),
            bench.parts.store().queries(),
            letters,
            bench.byKey,
            bench.fetch,
            bench.parts.extractor().describe(),
            bench.definition.settings().batchRows());
    while (!carrier.ended() && work.goesOn()) {
      var next = new ArrayList<WorkBatch>();
      StageFailure.in(Stage.FETCH, () -> next.addAll(carrier.next()));
      next.forEach(work::on);
    }
    carrier.notices().forEach(bench.draft::notice);
    work.commit();
  }
}
