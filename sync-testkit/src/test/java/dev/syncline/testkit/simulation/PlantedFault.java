package dev.syncline.testkit.simulation;

/**
 * A bug put into the engine on purpose.
 *
 * @param name what it is
 * @param file the engine's source file that has it, below {@code dev/syncline/core}
 * @param right what stands there; exactly once
 * @param wrong what stands there instead
 */
record PlantedFault(String name, String file, String right, String wrong) {

  @Override
  public String toString() {
    return name;
  }
}
