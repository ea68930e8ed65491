package dev.syncline.api.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What may stand in a section. Closed unless made by {@link #open()}: other names are refused.
 * Immutable.
 *
 * @param word what errors call one of them, such as {@code setting}
 * @param all the options, in the order of the documentation
 * @param isOpen whether there may be others, of which nothing is known
 */
public record Options(String word, List<Option> all, boolean isOpen) {

  /** Copies the list. */
  public Options {
    Objects.requireNonNull(word, "word");
    all = List.copyOf(all);
  }

  /** These and no others. */
  public static Options of(Option... options) {
    return new Options("setting", List.of(options), false);
  }

  /** Nothing is known: everything may stand there. */
  public static Options open() {
    return new Options("setting", List.of(), true);
  }

  /** The same, called otherwise in errors. */
  public Options called(String otherWord) {
    return new Options(otherWord, all, isOpen);
  }

  /** These and others; of two with one name, the other one's holds. Open if one of them is. */
  public Options plus(Options more) {
    var merged = new ArrayList<Option>();
    for (Option mine : all) {
      merged.add(more.option(mine.name()).orElse(mine));
    }
    more.all.stream().filter(theirs -> option(theirs.name()).isEmpty()).forEach(merged::add);
    return new Options(word, merged, isOpen || more.isOpen);
  }

  /** The same, and none of them must be there. */
  public Options allOptional() {
    Stream<Option> optional =
        all.stream().map(o -> new Option(o.name(), o.shape(), false, o.fallback(), o.meaning()));
    return new Options(word, optional.toList(), isOpen);
  }

  /** The one of this name. */
  public Optional<Option> option(String name) {
    return all.stream().filter(option -> option.name().equals(name)).findFirst();
  }

  /** The names. */
  public List<String> names() {
    return all.stream().map(Option::name).toList();
  }
}
