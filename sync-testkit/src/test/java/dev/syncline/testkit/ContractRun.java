package dev.syncline.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedClass;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/**
 * A contract that was run against a connector, as its author's build would run it.
 *
 * @param passed how many tests passed
 * @param failed the tests that failed, by the sentence that a person reads, with their messages
 * @param skipped the tests that were skipped, with their reasons
 */
public record ContractRun(long passed, Map<String, String> failed, Map<String, String> skipped) {

  /** Runs a contract. */
  public static ContractRun of(Class<?> contract) {
    return of(selectClass(contract));
  }

  /** Runs one part of a contract: one of its nested classes. */
  static ContractRun of(Class<?> contract, Class<?> part) {
    return of(selectNestedClass(List.of(contract), part));
  }

  private static ContractRun of(DiscoverySelector what) {
    Events tests = EngineTestKit.engine("junit-jupiter").selectors(what).execute().testEvents();
    return new ContractRun(
        tests.succeeded().count(),
        messages(tests.failed().list()),
        messages(tests.aborted().list()));
  }

  private static Map<String, String> messages(List<Event> events) {
    var messages = new TreeMap<String, String>();
    for (Event event : events) {
      var thrown = event.getRequiredPayload(TestExecutionResult.class).getThrowable();
      messages.put(
          nameOf(event.getTestDescriptor()),
          thrown.map(failure -> String.valueOf(failure.getMessage())).orElse(""));
    }
    return messages;
  }

  /** The sentence that a person reads. */
  private static String nameOf(TestDescriptor test) {
    String part = test.getParent().map(TestDescriptor::getDisplayName).orElse("");
    return part + " " + test.getDisplayName();
  }
}
