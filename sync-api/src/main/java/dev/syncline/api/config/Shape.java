package dev.syncline.api.config;

import java.util.List;
import java.util.Objects;

/**
 * What a value of a configuration looks like. Files are checked by it before anything reads them;
 * the JSON Schema and the reference page are written from it.
 */
public sealed interface Shape {
  /** Any text; a number or a truth value is taken as it prints. */
  Shape TEXT = new Text();

  /** Any single value, whose type matters: a text, a number or a truth value. */
  Shape LITERAL = new Literal();

  /** {@code true} or {@code false}. */
  Shape TRUTH = new Truth();

  /** A duration such as {@code 30s}, {@code 5m} or {@code PT1H}. */
  Shape DURATION = new TimeSpan();

  /** A number of bytes such as {@code 8388608} or {@code 8 MiB}. */
  Shape BYTES = new Bytes();

  /** A number. */
  Shape NUMBER = new Decimal(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** One text, or a list of texts. */
  Shape TEXTS = oneOrMore(TEXT);

  /** Whole numbers between two bounds, both included; the extremes of a long are no bounds. */
  static Shape whole(long least, long most) {
    return new Whole(least, most);
  }

  /** Numbers between two bounds, both included; an infinite one is no bound. */
  static Shape number(double least, double most) {
    return new Decimal(least, most);
  }

  /** One of some words. */
  static Shape words(String... words) {
    return new Words(List.of(words));
  }

  /** A section with these names. */
  static Shape section(Options options) {
    return new Section(options);
  }

  /**
   * A section whose names are free.
   *
   * @param names what the names are, such as {@code field}
   * @param value what stands at each of them
   */
  static Shape table(String names, Shape value) {
    return new Table(names, value);
  }

  /** A list. */
  static Shape list(Shape item) {
    return new Items(item, false);
  }

  /** A list, or a single item without its brackets. */
  static Shape oneOrMore(Shape item) {
    return new Items(item, true);
  }

  /** One of several; what kind of value it is, or which names a section must have, decides. */
  static Shape either(Shape... shapes) {
    return new Either(List.of(shapes));
  }

  /** See {@link #TEXT}. */
  record Text() implements Shape {}

  /** See {@link #LITERAL}. */
  record Literal() implements Shape {}

  /** See {@link #TRUTH}. */
  record Truth() implements Shape {}

  /** See {@link #DURATION}. */
  record TimeSpan() implements Shape {}

  /** See {@link #BYTES}. */
  record Bytes() implements Shape {}

  /**
   * See {@link #whole}.
   *
   * @param least the smallest
   * @param most the largest
   */
  record Whole(long least, long most) implements Shape {}

  /**
   * See {@link #number}.
   *
   * @param least the smallest
   * @param most the largest
   */
  record Decimal(double least, double most) implements Shape {}

  /**
   * See {@link #words}. They are taken in any case, and with {@code _} for {@code -}.
   *
   * @param words as documentation spells them
   */
  record Words(List<String> words) implements Shape {
    /** Copies the words. */
    public Words {
      words = List.copyOf(words);
    }
  }

  /**
   * See {@link #section}.
   *
   * @param options what may stand in it
   */
  record Section(Options options) implements Shape {
    /** Refuses missing parts. */
    public Section {
      Objects.requireNonNull(options, "options");
    }
  }

  /**
   * See {@link #table}.
   *
   * @param names what the names are
   * @param value what stands at each of them
   */
  record Table(String names, Shape value) implements Shape {
    /** Refuses missing parts. */
    public Table {
      Objects.requireNonNull(names, "names");
      Objects.requireNonNull(value, "value");
    }
  }

  /**
   * See {@link #list} and {@link #oneOrMore}.
   *
   * @param item what each of them is
   * @param single whether one may stand without brackets
   */
  record Items(Shape item, boolean single) implements Shape {
    /** Refuses missing parts. */
    public Items {
      Objects.requireNonNull(item, "item");
    }
  }

  /**
   * See {@link #either}.
   *
   * @param shapes those that it may be; of several sections, the first whose required names are
   *     there, or the last
   */
  record Either(List<Shape> shapes) implements Shape {
    /** Copies the shapes. */
    public Either {
      shapes = List.copyOf(shapes);
    }
  }

  /**
   * A section that the provider of its {@code type} reads, and describes.
   *
   * @param kind what the provider makes, such as {@code source}
   * @param common what may stand in it whatever its type is
   */
  record Component(String kind, Options common) implements Shape {
    /** Refuses missing parts. */
    public Component {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(common, "common");
    }
  }
}
