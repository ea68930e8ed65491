package dev.syncline.http.page;

import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;

/** What the section {@code pagination} may say. */
final class Pages {
  private Pages() {}

  static final Options OPTIONS =
      Options.of(
          Option.required(
              "type",
              Shape.words(
                  "page",
                  "page-number",
                  "offset",
                  "cursor",
                  "header-cursor",
                  "link",
                  "header-link",
                  "next-url",
                  "json-link",
                  "keyset",
                  "none",
                  "single-page"),
              "what names the next page"),
          Option.of("param", Shape.TEXT, "page, offset, cursor: the parameter for the next page"),
          Option.of(
              "start", Shape.whole(0, Integer.MAX_VALUE), 1, "page: the number of the first page"),
          Option.of(
              "size", Shape.whole(1, PageSettings.LARGEST), "how many records a page is to have"),
          Option.of(
              "sizeParam",
              Shape.TEXT,
              "page_size for pages, limit for offsets",
              "the parameter for the size"),
          Option.of("totalPages", Shape.TEXT, "page: where the number of all pages stands"),
          Option.of(
              "overlap",
              Shape.whole(0, PageSettings.LARGEST),
              0,
              "offset: how many records of the page before are read again"),
          Option.of("path", Shape.TEXT, "cursor, next-url: where the next page stands in the body"),
          Option.of("header", Shape.TEXT, "header-cursor: the header that names the next page"),
          Option.of(
              "fields",
              Shape.table("parameter", Shape.TEXT),
              "keyset: parameters, and where their values stand in the last record"),
          Option.of(
              "ties",
              Shape.TRUTH,
              false,
              "keyset: whether several records may have the same value, a whole number; the last of"
                  + " a page are read again"),
          Option.of("total", Shape.TEXT, "where the number of all records stands"),
          Option.of("hasMore", Shape.TEXT, "where it stands whether there is more"),
          Option.of(
              "stable", Shape.TRUTH, false, "whether counted pages never shift under the reader"),
          Option.of("in", Shape.words("query", "body"), "query", "where the parameters are sent"),
          Option.of(
              "maxPages",
              Shape.whole(1, Integer.MAX_VALUE),
              PageSettings.USUAL_MOST,
              "after how many pages something must be wrong"));
}
