package dev.syncline.benchmarks.ratios;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.jeasy.batch.core.job.Job;
import org.springframework.batch.core.JobExecution;

/** What is compared with what. */
final class Versions {
  private static final Pattern JAR = Pattern.compile(".*-(\\d[^/]*)\\.jar");

  private Versions() {}

  /** The versions of databases, drivers and peers, by name. */
  static Map<String, String> of(Site site, List<String> peers) throws SQLException {
    var versions = new TreeMap<String, String>();
    try (Connection source = site.openSource();
        Connection destination = site.openDestination()) {
      for (Connection connection : List.of(source, destination)) {
        var data = connection.getMetaData();
        versions.put(data.getDatabaseProductName(), data.getDatabaseProductVersion());
        versions.put(data.getDriverName(), data.getDriverVersion());
      }
    }
    for (String peer : peers) {
      switch (peer) {
        case "springbatch" -> versions.put("Spring Batch", jar(JobExecution.class));
        case "easybatch" -> versions.put("Easy Batch", jar(Job.class));
        case "camel" -> versions.put("Apache Camel", jar(CamelContext.class));
        default -> throw new IllegalArgumentException(peer);
      }
    }
    return versions;
  }

  private static String jar(Class<?> type) {
    Matcher jar = JAR.matcher(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    return jar.matches() ? jar.group(1) : "unknown";
  }
}
