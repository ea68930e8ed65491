package dev.syncline.http.load;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Options;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.HoldsRecords;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.LooksUp;
import dev.syncline.api.record.Key;
import dev.syncline.http.client.ApiClient;
import dev.syncline.http.client.PathTemplate;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes the loader that fits a definition. */
public final class HttpLoaders {
  /** What a definition may say of a destination. */
  public static final Options OPTIONS = LoaderSettings.OPTIONS;

  private HttpLoaders() {}

  /**
   * A loader that sends nothing yet.
   *
   * @param connection gives the client; called at the first use
   * @throws dev.syncline.api.error.ConfigurationException if a setting is missing, wrong or unknown
   */
  public static Loader of(Supplier<ApiClient> connection, ComponentConfig config) {
    LoaderSettings settings = LoaderSettings.of(config);
    Optional<LookUp> lookup = settings.lookup();
    Optional<PathTemplate> read = settings.read();
    boolean lists = settings.list().isPresent();
    if (lookup.isEmpty()) {
      return read.isEmpty()
          ? new HttpLoader(connection, settings)
          : lists
              ? new Listing(connection, settings, read.get())
              : new Holding(connection, settings, read.get());
    }
    return read.isEmpty()
        ? new LookingUp(connection, settings, lookup.get())
        : lists
            ? new LookingUpAndListing(connection, settings, lookup.get(), read.get())
            : new LookingUpAndHolding(connection, settings, lookup.get(), read.get());
  }

  private static class LookingUp extends HttpLoader implements LooksUp {
    private final LookUp lookup;

    LookingUp(Supplier<ApiClient> connection, LoaderSettings settings, LookUp lookup) {
      super(connection, settings);
      this.lookup = lookup;
    }

    @Override
    public List<String> lookupFields() {
      return keyFields();
    }

    @Override
    public List<List<DestinationRef>> lookup(List<Key> keys) {
      return found(lookup, keys);
    }

    @Override
    public boolean findable(Key key) {
      return canFind(lookup, key);
    }

    @Override
    public Duration settle() {
      return lookup.settle();
    }
  }

  private static class LookingUpAndHolding extends LookingUp implements HoldsRecords {
    private final PathTemplate read;

    LookingUpAndHolding(
        Supplier<ApiClient> connection, LoaderSettings settings, LookUp lookup, PathTemplate read) {
      super(connection, settings, lookup);
      this.read = read;
    }

    @Override
    public BitSet holds(List<DestinationRef> refs) {
      return held(read, refs);
    }
  }

  private static class Holding extends HttpLoader implements HoldsRecords {
    private final PathTemplate read;

    Holding(Supplier<ApiClient> connection, LoaderSettings settings, PathTemplate read) {
      super(connection, settings);
      this.read = read;
    }

    @Override
    public BitSet holds(List<DestinationRef> refs) {
      return held(read, refs);
    }
  }

  private static final class LookingUpAndListing extends LookingUpAndHolding implements ReadsList {
    LookingUpAndListing(
        Supplier<ApiClient> connection, LoaderSettings settings, LookUp lookup, PathTemplate read) {
      super(connection, settings, lookup, read);
    }
  }

  private static final class Listing extends Holding implements ReadsList {
    Listing(Supplier<ApiClient> connection, LoaderSettings settings, PathTemplate read) {
      super(connection, settings, read);
    }
  }
}
