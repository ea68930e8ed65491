package dev.syncline.core.definition;

import java.util.OptionalLong;

/**
 * How many records of a run may be rejected before the run stops as failed.
 *
 * @param percent the largest share of the fetched records, 0 to 100; 100 for no bound
 * @param after how many records must be fetched before the share counts
 * @param count the largest number
 */
public record ErrorBudget(double percent, long after, OptionalLong count) {
  private static final long AFTER = 1000;

  /** Refuses bounds out of range. */
  public ErrorBudget {
    Bounds.percent("errorBudget.percent", percent);
    Bounds.atLeast("errorBudget.after", after, 0);
    count.ifPresent(most -> Bounds.atLeast("errorBudget.count", most, 0));
  }

  /** 10 percent after 1000 records. */
  public static ErrorBudget standard() {
    return ofPercent(10);
  }

  /** A share, after 1000 records. */
  public static ErrorBudget ofPercent(double percent) {
    return new ErrorBudget(percent, AFTER, OptionalLong.empty());
  }

  /** A number, whatever the share. */
  public static ErrorBudget ofCount(long count) {
    return unlimited().count(count);
  }

  /** Any number of records may be rejected. */
  public static ErrorBudget unlimited() {
    return ofPercent(100);
  }

  /** With the share counting from another number of fetched records. */
  public ErrorBudget after(long records) {
    return new ErrorBudget(percent, records, count);
  }

  /** With a largest number besides the share. */
  public ErrorBudget count(long most) {
    return new ErrorBudget(percent, after, OptionalLong.of(most));
  }
}
