package dev.syncline.testkit.notebook;

import java.util.List;

/**
 * A bug in a connector, and the test of the contract that finds it.
 *
 * @param what what the connector does, in words
 * @param contract the contract run against the buggy variant
 * @param finder the test that fails; there may be others
 */
record PlantedBug(String what, Class<?> contract, String finder) {

  static final List<PlantedBug> IN_LOADERS =
      List.of(
          new PlantedBug(
              "acknowledges before writing",
              BuggyLoaders.AcknowledgesBeforeWriting.class,
              "A batch is visible to others as soon as it is answered"),
          new PlantedBug(
              "forgets the last row of a full batch",
              BuggyLoaders.ForgetsTheLastRowOfAFullBatch.class,
              "A batch may be as large as the traits say, again and again"),
          new PlantedBug(
              "forgets every second batch",
              BuggyLoaders.ForgetsEverySecondBatch.class,
              "A batch is visible to others as soon as it is answered"),
          new PlantedBug(
              "retries a create blindly",
              BuggyLoaders.RetriesACreateBlindly.class,
              "A request whose answer was lost leaves one row at most: only the engine sends again"),
          new PlantedBug(
              "takes a lost answer for a refusal",
              BuggyLoaders.TakesALostAnswerForARefusal.class,
              "A request whose answer was lost leaves one row at most: only the engine sends again"),
          new PlantedBug(
              "makes up its own delay after a 429",
              BuggyLoaders.ForgetsTheDelay.class,
              "A request that is too much for the destination is answered with its delay; nothing"
                  + " is written"),
          new PlantedBug(
              "answers in the wrong order",
              BuggyLoaders.AnswersInTheWrongOrder.class,
              "A batch of inserts makes the rows and answers a different reference for each, in"
                  + " order"),
          new PlantedBug(
              "cuts long text",
              BuggyLoaders.CutsLongText.class,
              "A row that the destination refuses is answered with a reason; it costs nothing but"
                  + " itself"),
          new PlantedBug(
              "writes null for an absent field",
              BuggyLoaders.WritesNullForAbsent.class,
              "Values that are absent leave the destination's value alone; null clears it"),
          new PlantedBug(
              "takes a missing note for a written one",
              BuggyLoaders.TakesGoneForWritten.class,
              "A batch that updates or deletes a row which is not there any more answers Gone"),
          new PlantedBug(
              "promises upserts and makes a second row",
              BuggyLoaders.PromisesUpserts.class,
              "A change that is sent again with other content leaves one row with the later"
                  + " content, if inserts are upserts"),
          new PlantedBug(
              "promises idempotent creates and makes a second row",
              BuggyLoaders.PromisesIdempotentCreates.class,
              "A change that is sent again leaves one row, if the traits promise upserts or"
                  + " idempotent creates"),
          new PlantedBug(
              "promises atomic batches and writes a part",
              BuggyLoaders.PromisesAtomicBatches.class,
              "A row that the destination refuses leaves the answers true: what is Written is"
                  + " there, what is Rejected or Retry is not"),
          new PlantedBug(
              "promises larger batches than it takes",
              BuggyLoaders.PromisesLargerBatches.class,
              "A batch may be as large as the traits say, again and again"),
          new PlantedBug(
              "looks up the first of two notes only",
              BuggyLoaders.LooksUpTheFirstOnly.class,
              "A look-up tells every row of a key that is there more than once"),
          new PlantedBug(
              "says that everything is still there",
              BuggyLoaders.HoldsEverything.class,
              "A loader that is asked what is still there tells for each reference, in order,"
                  + " whether its row is there"));

  static final List<PlantedBug> IN_EXTRACTORS =
      List.of(
          new PlantedBug(
              "says complete when it stopped early",
              BuggyExtractors.SaysCompleteWhenStoppedEarly.class,
              "A full scan yields every row exactly once and says at the end that it is complete"),
          new PlantedBug(
              "loses a row between two pages",
              BuggyExtractors.LosesARowBetweenPages.class,
              "A full scan yields every row exactly once and says at the end that it is complete"),
          new PlantedBug(
              "loses ties on its cursor",
              BuggyExtractors.LosesTies.class,
              "A reading since a cursor sees a row that came later with the very value of the"
                  + " cursor"),
          new PlantedBug(
              "takes its bound after reading",
              BuggyExtractors.TakesItsBoundAtTheEnd.class,
              "A reading since a cursor starts behind a bound that was taken before the last"
                  + " reading began"),
          new PlantedBug(
              "takes null for absent",
              BuggyExtractors.TakesNullForAbsent.class,
              "Values that are null are null, not absent, in every type"),
          new PlantedBug(
              "takes an error for the end",
              BuggyExtractors.TakesAnErrorForTheEnd.class,
              "An extractor says in one line what is wrong if the source is not there"),
          new PlantedBug(
              "reads keys from a cache",
              BuggyExtractors.ReadsKeysFromACache.class,
              "Reading by key sees the source as it is now"),
          new PlantedBug(
              "promises a snapshot and reads what changes",
              BuggyExtractors.PromisesASnapshot.class,
              "A full scan sees the source as it was at the beginning, where the traits promise a"
                  + " snapshot"),
          new PlantedBug(
              "promises an order and has none",
              BuggyExtractors.PromisesOrder.class,
              "A reading since a cursor can be repeated from the cursor of any of its batches"
                  + " without losing a row"),
          new PlantedBug(
              "promises to resume and starts again",
              BuggyExtractors.PromisesResumption.class,
              "A scan that is resumed after any batch yields exactly the rows that were missing,"
                  + " and is complete"),
          new PlantedBug(
              "promises tombstones and sends none",
              BuggyExtractors.PromisesTombstones.class,
              "A reading since a cursor yields a tombstone of what was removed, where the traits"
                  + " promise them"),
          new PlantedBug(
              "promises readings without end and cannot follow",
              BuggyExtractors.PromisesNoEnd.class,
              "A reading without end answers idle, not the end, when nothing comes, and goes on"
                  + " when something does"),
          new PlantedBug(
              "rewinds a cursor by nothing",
              BuggyExtractors.RewindsNothing.class,
              "A reading since a cursor sees a late commit, once the cursor is rewound behind it"));

  @Override
  public String toString() {
    return what;
  }
}
