package dev.syncline.core.definition;

/** Cleans texts; values that are no texts stay as they are. */
public sealed interface TextOperation extends NormalizeOperation {

  @Override
  default Layer layer() {
    return Layer.STRINGS;
  }

  /** Takes white space, no-break spaces included, from both ends of a text. */
  record Trim() implements TextOperation {}

  /** Makes one space of every run of white space, line ends and no-break spaces included. */
  record CollapseSpaces() implements TextOperation {}

  /** Brings a text into Unicode normalisation form C. */
  record Nfc() implements TextOperation {}

  /** Brings a text into Unicode normalisation form KC: full-width and other variants go, too. */
  record Nfkc() implements TextOperation {}

  /** Takes control characters out of a text, except tab and line ends; also byte order marks. */
  record RemoveControls() implements TextOperation {}

  /**
   * Takes out characters without width: zero-width spaces, soft hyphens, marks of direction. The
   * joiners stay between characters beyond ASCII, where scripts and emoji need them.
   */
  record RemoveZeroWidth() implements TextOperation {}

  /** An empty text becomes null. */
  record EmptyToNull() implements TextOperation {}

  /** Upper case, the same in every locale. */
  record Upper() implements TextOperation {}

  /** Lower case, the same in every locale. */
  record Lower() implements TextOperation {}
}
