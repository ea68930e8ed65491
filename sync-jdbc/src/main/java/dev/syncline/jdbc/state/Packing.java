package dev.syncline.jdbc.state;

/**
 * When record states are packed, and when an index of all of them is made.
 *
 * @param least so many states of one checkpoint are packed; fewer stand in rows of their own
 * @param most so many states are in one segment
 * @param asked after so many keys were asked for, all states are indexed in memory
 */
public record Packing(int least, int most, int asked) {
  /** What has been measured to be good. */
  public static final Packing MEASURED = new Packing(2_000, 4_096, 5_000);
}
