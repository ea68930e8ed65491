package dev.syncline.http.page;

import dev.syncline.api.error.PermanentException;
import dev.syncline.http.json.JsonPath;
import dev.syncline.http.json.JsonText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Pages behind a whole number that several records may share, such as the version of a block of
 * rows: {@code rowversion_gt=41} asks for what the page before ended with, 42, once more, so that
 * those are read, too, that the end of the page cut off. The list must be sorted by the number.
 *
 * <p>A position says which number was read last, how many records the largest page had, and whether
 * all records with that number are known to be read.
 *
 * @param parameter what is sent: only greater numbers are answered
 * @param number where the number stands in a record
 * @param size the parameter for the size of a page, and its value
 * @param ends how else the end is known
 */
public record TiedKeyset(
    String parameter, JsonPath number, Optional<Map.Entry<String, Long>> size, Ends ends)
    implements Pagination {

  @Override
  public PageRequest request(String position) {
    var parameters = new LinkedHashMap<String, Object>();
    if (!position.isEmpty()) {
      Stand stand = Stand.of(position);
      parameters.put(parameter, stand.all() ? stand.last() : stand.last().subtract(BigInteger.ONE));
    }
    size.ifPresent(named -> parameters.put(named.getKey(), named.getValue()));
    return PageRequest.of(parameters);
  }

  @Override
  public Optional<String> next(String position, PageEnd end) {
    if (end.last().isEmpty() || (ends.hasMore().isPresent() && ends.reached(end))) {
      return Optional.empty();
    }
    BigInteger last = numberOf(end.last().get());
    Stand before = position.isEmpty() ? new Stand(last, 0, true) : Stand.of(position);
    long largest = Math.max(before.largest(), end.records());
    if (before.all() && !position.isEmpty() && last.compareTo(before.last()) <= 0) {
      throw new PermanentException(
          "the API ignores the parameter '"
              + parameter
              + "': it answers the same page again; it would never end");
    }
    if (before.all() || last.compareTo(before.last()) > 0) {
      return Optional.of(new Stand(last, largest, false).text());
    }
    if (size.isPresent() && end.records() >= size.get().getValue()) {
      throw tooMany(last, end.records());
    }
    // Nothing but what was read before: the end, unless the API gives no larger pages.
    return end.records() < before.largest()
        ? Optional.empty()
        : Optional.of(new Stand(last, largest, true).text());
  }

  private PermanentException tooMany(BigInteger last, long records) {
    return new PermanentException(
        "a whole page of "
            + records
            + " records has the same '"
            + number
            + "', "
            + last
            + ", so that nobody knows whether there are more of them; raise 'size'");
  }

  private BigInteger numberOf(Map<String, @Nullable Object> record) {
    Object value = number.in(record);
    try {
      return new BigDecimal(value == null ? "" : JsonText.plain(value)).toBigIntegerExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw new PermanentException(
          "a record has "
              + (value == null ? "no '" + number + "'" : "the '" + number + "' '" + value + "'")
              + ", by which the next page is found; with 'ties' it must be a whole number",
          e);
    }
  }

  @Override
  public boolean byRecord() {
    return true;
  }

  @Override
  public String behind(Map<String, @Nullable Object> record) {
    return new Stand(numberOf(record), 0, false).text();
  }

  @Override
  public Optional<String> tie(Map<String, @Nullable Object> record) {
    return Optional.of(numberOf(record).toString());
  }

  @Override
  public List<JsonPath> wanted() {
    return ends.wanted();
  }

  /**
   * How far the list is read.
   *
   * @param last the greatest number
   * @param largest how many records the largest page had
   * @param all whether no record with that number is left
   */
  private record Stand(BigInteger last, long largest, boolean all) {

    static Stand of(String position) {
      if (JsonText.read(position).orElse(null) instanceof List<?> parts && parts.size() == 3) {
        return new Stand(
            new BigInteger(String.valueOf(parts.get(0))),
            Long.parseLong(String.valueOf(parts.get(1))),
            Boolean.TRUE.equals(parts.get(2)));
      }
      throw new PermanentException(
          "the scan cannot go on at " + position + ", where it was; begin it again");
    }

    String text() {
      return JsonText.write(List.of(last.toString(), largest, all));
    }
  }
}
