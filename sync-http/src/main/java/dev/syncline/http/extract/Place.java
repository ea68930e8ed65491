package dev.syncline.http.extract;

import dev.syncline.api.error.PermanentException;
import dev.syncline.http.json.JsonText;
import dev.syncline.http.page.Pagination;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a reading is: so many records into a page.
 *
 * @param position the page
 * @param skip how many of its records are behind us
 * @param lastKey the key of the last of them
 * @param read how many records were read before this page
 * @param total how many there were said to be at the beginning; -1 if that is not known
 */
public record Place(String position, long skip, String lastKey, long read, long total) {
  /** Before the first record. */
  public static final Place START = new Place(Pagination.FIRST, 0, "", 0, -1);

  private static final int PARTS = 5;

  /** As a text, together with something else to keep. */
  public String token(String kept) {
    var parts = new ArrayList<@Nullable Object>();
    parts.add(kept);
    parts.add(position);
    parts.add(skip);
    parts.add(lastKey);
    parts.add(read);
    parts.add(total);
    return JsonText.write(parts);
  }

  /** What was kept in a text. */
  public static String kept(String token) {
    return String.valueOf(parts(token).get(0));
  }

  /** The place of a text. */
  public static Place of(String token) {
    List<?> parts = parts(token);
    return new Place(
        String.valueOf(parts.get(1)),
        number(parts.get(2)),
        String.valueOf(parts.get(3)),
        number(parts.get(4)),
        number(parts.get(PARTS)));
  }

  private static List<?> parts(String token) {
    if (JsonText.read(token).orElse(null) instanceof List<?> parts && parts.size() == PARTS + 1) {
      return parts;
    }
    throw new PermanentException("the stored resume position is not one of an API");
  }

  private static long number(@Nullable Object value) {
    if (value instanceof Long number) {
      return number;
    }
    throw new PermanentException("the stored resume position is not one of an API");
  }
}
