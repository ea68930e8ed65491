package dev.syncline.testkit;

import dev.syncline.api.destination.WriteResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What a {@link RecordingLoader} was told to do wrong. Its owner guards it. */
final class WriteScript {

  private final List<Rule> rules = new ArrayList<>();
  private final Map<Integer, Failure> failures = new HashMap<>();

  void answer(Predicate<WriteAttempt> which, WriteResult result, int times, boolean applied) {
    rules.add(new Rule(which, new Answer(result, applied), times));
  }

  void fail(int write, WriteFault fault, RuntimeException exception) {
    failures.put(write, new Failure(fault, exception));
  }

  void clear() {
    rules.clear();
    failures.clear();
  }

  Optional<Failure> failureOf(int write) {
    return Optional.ofNullable(failures.get(write));
  }

  Optional<Answer> answerTo(WriteAttempt attempt) {
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      if (rule.times() > 0 && rule.which().test(attempt)) {
        rules.set(i, new Rule(rule.which(), rule.answer(), rule.times() - 1));
        return Optional.of(rule.answer());
      }
    }
    return Optional.empty();
  }

  private record Rule(Predicate<WriteAttempt> which, Answer answer, int times) {}

  /**
   * An answer that is given instead of the real one.
   *
   * @param applied whether the change is applied all the same
   */
  record Answer(WriteResult result, boolean applied) {}

  record Failure(WriteFault fault, RuntimeException exception) {}
}
