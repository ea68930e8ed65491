package dev.syncline.benchmarks.results;

import java.util.List;

/**
 * Where the time of one job went.
 *
 * @param seconds how long the job took while it was recorded
 * @param collecting the time for which the garbage collector stopped everything, in seconds
 * @param threads the threads that did the work, in the order of the data
 * @param frames the methods that were most often at work, most often first
 */
public record Profile(
    double seconds, double collecting, List<ThreadTime> threads, List<Frame> frames) {

  /** A copy of what is given. */
  public Profile {
    threads = List.copyOf(threads);
    frames = List.copyOf(frames);
  }

  /**
   * The time of one thread.
   *
   * @param name what it does
   * @param shares what it did, most first
   */
  public record ThreadTime(String name, List<Share> shares) {
    /** A copy of what is given. */
    public ThreadTime {
      shares = List.copyOf(shares);
    }
  }

  /**
   * A part of a thread's time.
   *
   * @param work what was done
   * @param share of the job's duration, 0 to 1
   */
  public record Share(String work, double share) {}

  /**
   * A method at the top of a stack.
   *
   * @param method its class and name
   * @param work what it belongs to
   * @param share of all samples of threads at work, 0 to 1
   */
  public record Frame(String method, String work, double share) {}
}
