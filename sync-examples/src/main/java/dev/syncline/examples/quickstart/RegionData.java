package dev.syncline.examples.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The countries and regions of the npm package country-region-data 4.1.0, as they are: dirty.
 *
 * @param countries every country with its regions
 */
record RegionData(List<Country> countries) {
  private static final String FILE = "country-region-data.json";

  record Country(String code, String name, List<Region> regions) {}

  /** A region; 179 of them have no code. */
  record Region(@Nullable String code, String name) {}

  static RegionData load() {
    try (InputStream file = RegionData.class.getResourceAsStream(FILE)) {
      var countries = new ArrayList<Country>();
      for (JsonNode country : new ObjectMapper().readTree(Objects.requireNonNull(file, FILE))) {
        var regions = new ArrayList<Region>();
        for (JsonNode region : country.path("regions")) {
          String code = region.path("shortCode").asText();
          regions.add(new Region(code.isEmpty() ? null : code, region.path("name").asText()));
        }
        countries.add(
            new Country(
                country.path("countryShortCode").asText(),
                country.path("countryName").asText(),
                List.copyOf(regions)));
      }
      return new RegionData(List.copyOf(countries));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + FILE, e);
    }
  }
}
