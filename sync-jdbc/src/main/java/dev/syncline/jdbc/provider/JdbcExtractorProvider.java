package dev.syncline.jdbc.provider;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.ComponentContext;
import dev.syncline.api.config.Options;
import dev.syncline.api.source.Extractor;
import dev.syncline.api.source.ExtractorProvider;
import dev.syncline.jdbc.JdbcPool;
import dev.syncline.jdbc.database.Database;
import dev.syncline.jdbc.source.JdbcExtractor;
import dev.syncline.jdbc.source.SourceSettings;

/** Makes extractors of type {@code jdbc}. */
public final class JdbcExtractorProvider implements ExtractorProvider {

  @Override
  public String type() {
    return "jdbc";
  }

  @Override
  public Options options() {
    return SourceSettings.OPTIONS;
  }

  @Override
  public Extractor create(ComponentConfig config, ComponentContext context) {
    String name = config.string("connection");
    var settings = SourceSettings.of(config);
    return new JdbcExtractor(
        () -> Database.over(context.connection(name, JdbcPool.class).dataSource()), settings);
  }
}
