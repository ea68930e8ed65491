package dev.syncline.http.page;

import dev.syncline.http.json.JsonPath;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a page once it was read as a whole.
 *
 * @param records how many records it held
 * @param recordsSoFar how many this page and those before it held, none counted twice
 * @param values single values around the records
 * @param headers the answer's headers
 * @param last the last record, if there was one
 * @param uri where it came from
 */
public record PageEnd(
    long records,
    long recordsSoFar,
    Function<JsonPath, Optional<Object>> values,
    HttpHeaders headers,
    Optional<Map<String, @Nullable Object>> last,
    URI uri) {}
