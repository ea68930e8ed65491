package dev.syncline.benchmarks.page;

import dev.syncline.benchmarks.page.Svg.Anchor;
import dev.syncline.benchmarks.results.Figures;
import dev.syncline.benchmarks.results.Measurement;
import dev.syncline.benchmarks.results.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The medians of one measurement as bars, with the least and the greatest value as a line. */
final class TimeChart {
  private static final double WIDTH = 760;
  private static final double LEFT = 190;
  private static final double RIGHT = 60;
  private static final double STEP = 22;
  private static final double THICK = 14;
  private static final double TOP = 34;
  private static final String LIMIT = "#8c959f";
  private static final String OURS = "#0969da";
  private static final String PEER = "#d4a72c";

  private final Samples samples;
  private final String title;
  private final List<Group> groups = new ArrayList<>();

  private record Bar(String label, String sample, String colour) {}

  private record Group(String title, List<Bar> bars) {}

  TimeChart(Measurement measurement) {
    this.samples = measurement.measured();
    this.title = Names.of(measurement) + ", seconds";
    groups.add(group("A, first sync", "copy", "A", "_A"));
    groups.add(group("B, nothing changed", "read", "B", "_B"));
    groups.add(group("C, one of a thousand changed", "read", "C", ""));
    groups.add(group("D, a thousand deleted", "read", "D", ""));
    if (samples.has("E")) {
      groups.add(group("E, a thousand changed, by cursor", "read", "E", ""));
    }
  }

  private Group group(String name, String limit, String job, String peerJob) {
    var bars = new ArrayList<Bar>();
    bars.add(new Bar("limit: " + limit, limit, LIMIT));
    bars.add(new Bar("Syncline", job, OURS));
    if (!peerJob.isEmpty()) {
      for (String peer : Figures.PEERS) {
        String sample = peerJob.equals("_B") ? Figures.bestB(samples, peer) : peer + peerJob;
        bars.add(new Bar(Names.peer(peer), sample, PEER));
      }
    }
    return new Group(name, bars.stream().filter(bar -> samples.has(bar.sample())).toList());
  }

  String drawn() {
    double most =
        groups.stream()
            .flatMap(group -> group.bars().stream())
            .mapToDouble(bar -> samples.highest(bar.sample()))
            .max()
            .orElse(1);
    double scale = (WIDTH - LEFT - RIGHT) / most;
    var svg = new Svg(title).text(12, 20, title, Anchor.START, true);
    double y = TOP;
    for (Group group : groups) {
      svg.text(12, y + THICK, group.title(), Anchor.START, true);
      y += STEP;
      for (Bar bar : group.bars()) {
        draw(svg, bar, y, scale);
        y += STEP;
      }
      y += STEP / 3;
    }
    svg.line(LEFT, TOP, LEFT, y - STEP / 3, LIMIT);
    return svg.drawn(WIDTH, y + 4);
  }

  private void draw(Svg svg, Bar bar, double y, double scale) {
    double median = samples.median(bar.sample());
    double middle = y + THICK / 2;
    double end = LEFT + samples.highest(bar.sample()) * scale;
    String seconds = String.format(Locale.ROOT, median < 10 ? "%.2f" : "%.1f", median);
    svg.text(LEFT - 8, y + THICK - 3, bar.label(), Anchor.END, false)
        .bar(LEFT, y, median * scale, THICK, bar.colour(), bar.label() + ": " + seconds + " s")
        .line(LEFT + samples.lowest(bar.sample()) * scale, middle, end, middle, "#1f2328")
        .text(
            Math.max(end, LEFT + median * scale) + 6, y + THICK - 3, seconds, Anchor.START, false);
  }
}
