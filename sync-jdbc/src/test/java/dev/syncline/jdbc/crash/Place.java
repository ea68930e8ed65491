package dev.syncline.jdbc.crash;

import java.util.List;
import java.util.Map;

/** A destination as the test sees it: by other means than the product's. */
interface Place extends AutoCloseable {

  /** Where the engine finds it. */
  String url();

  /** The values of the customers' rows by number. */
  Map<String, List<String>> customers() throws Exception;

  /** The values of the orders' rows by number, each with the number of its customer. */
  Map<String, List<String>> orders() throws Exception;
}
