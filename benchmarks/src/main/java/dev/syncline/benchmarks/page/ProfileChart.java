package dev.syncline.benchmarks.page;

import dev.syncline.benchmarks.page.Svg.Anchor;
import dev.syncline.benchmarks.results.Measurement;
import dev.syncline.benchmarks.results.Profile;
import dev.syncline.benchmarks.results.Profile.Share;
import dev.syncline.benchmarks.results.Profile.ThreadTime;
import dev.syncline.benchmarks.results.WorkNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What each thread does for how much of a job's time, one bar for each. */
final class ProfileChart {
  private static final double WIDTH = 760;
  private static final double LEFT = 130;
  private static final double RIGHT = 20;
  private static final double STEP = 22;
  private static final double THICK = 16;
  private static final int LEGEND_COLUMNS = 3;
  private static final String NOTHING = "#eaeef2";
  private static final List<String> COLOURS =
      List.of(
          "#0969da", "#54aeff", "#8250df", "#1a7f37", "#d4a72c", "#cf222e", "#6e7781", "#afb8c1");

  private final String title;
  private final Map<String, Profile> profiles;
  private final Map<String, String> colours = new LinkedHashMap<>();

  ProfileChart(Measurement measurement) {
    this.title = Names.of(measurement) + ": what each thread does";
    this.profiles = measurement.profiles();
    for (String work : WorkNames.ALL) {
      boolean waits = work.equals(WorkNames.WAITING);
      colours.put(work, waits ? NOTHING : COLOURS.get(colours.size()));
    }
  }

  String drawn() {
    var svg = new Svg(title).text(12, 20, title, Anchor.START, true);
    double y = legend(svg, 34);
    for (Map.Entry<String, Profile> job : profiles.entrySet()) {
      String heading =
          String.format(Locale.ROOT, "%s, %.1f s", job.getKey(), job.getValue().seconds());
      svg.text(12, y + THICK - 4, heading, Anchor.START, true);
      y += STEP;
      for (ThreadTime thread : job.getValue().threads()) {
        svg.text(LEFT - 8, y + THICK - 4, thread.name(), Anchor.END, false);
        draw(svg, thread, y);
        y += STEP;
      }
      y += STEP / 3;
    }
    return svg.drawn(WIDTH, y + 4);
  }

  private double legend(Svg svg, double top) {
    int i = 0;
    for (Map.Entry<String, String> colour : colours.entrySet()) {
      double x = 12 + (i % LEGEND_COLUMNS) * (WIDTH / LEGEND_COLUMNS);
      int row = i / LEGEND_COLUMNS;
      double y = top + row * STEP;
      svg.bar(x, y, 12, 12, colour.getValue(), colour.getKey())
          .text(x + 18, y + 10, colour.getKey(), Anchor.START, false);
      i++;
    }
    int rows = (i + LEGEND_COLUMNS - 1) / LEGEND_COLUMNS;
    return top + rows * STEP + 6;
  }

  private void draw(Svg svg, ThreadTime thread, double y) {
    double x = LEFT;
    for (Share share : thread.shares()) {
      double width = share.share() * (WIDTH - LEFT - RIGHT);
      String told = String.format(Locale.ROOT, "%s: %.0f %%", share.work(), 100 * share.share());
      svg.bar(x, y, width, THICK, colours.getOrDefault(share.work(), NOTHING), told);
      x += width;
    }
  }
}
