package dev.syncline.jdbc.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.jdbc.crash.TcpProxy.Mode;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The connection to the destination breaks in the middle of a batch, or after its COMMIT. */
@Tag("crash")
class BrokenConnectionIT {
  /** PostgreSQL's driver would name a COMMIT by a number the second time. */
  private static final String NAMELESS_COMMITS = "&prepareThreshold=0";

  private static final int ROUNDS = 4;
  private static final Pattern PORT = Pattern.compile("localhost:(\\d+)");

  @TempDir private Path folder;
  private Shop shop;

  /** The databases at the other end of a network. */
  enum Server {
    POSTGRES,
    MARIADB;

    Place place() throws Exception {
      return this == POSTGRES ? JdbcPlace.postgres() : JdbcPlace.mariaDb();
    }
  }

  @BeforeEach
  void aShop() throws Exception {
    shop = new Shop(folder.resolve("shop.db"), 200, 2_000);
  }

  private static int port(String url) {
    Matcher port = PORT.matcher(url);
    assertThat(port.find()).as(url).isTrue();
    return Integer.parseInt(port.group(1));
  }

  private List<RunReport> runThrough(TcpProxy proxy, Place place) {
    String url = PORT.matcher(place.url()).replaceFirst("localhost:" + proxy.port());
    String options = url.contains("postgresql") ? NAMELESS_COMMITS : "";
    return EngineMain.run(shop.url(), url + options, "jdbc:sqlite:" + folder.resolve("state.db"));
  }

  /** Whatever became of the runs before, the next one makes good, and the one after is idle. */
  private void assertMakesGood(TcpProxy proxy, Place place) throws Exception {
    assertThat(runThrough(proxy, place)).allMatch(report -> report.status().success());
    Comparison found = Comparison.of(shop, place);
    assertThat(found.clean()).as(found.toString()).isTrue();
    assertThat(runThrough(proxy, place))
        .allSatisfy(
            report -> {
              assertThat(report.ledger().written()).as(report.toString()).isZero();
              assertThat(report.ledger().rejected()).as(report.toString()).isZero();
            });
  }

  @ParameterizedTest
  @EnumSource
  void isCutInTheMiddleOfABatch(Server server) throws Exception {
    try (Place place = server.place();
        TcpProxy proxy = new TcpProxy(port(place.url()))) {
      for (int cut = 1; cut <= ROUNDS; cut++) {
        proxy.cutAfter(11_000L * cut);
        List<RunReport> reports = runThrough(proxy, place);
        assertNothingRejected(reports);
        shop.change();
      }
      assertThat(proxy.cuts()).as("connections cut").isGreaterThanOrEqualTo(ROUNDS - 1);
      assertMakesGood(proxy, place);
    }
  }

  private static void assertNothingRejected(List<RunReport> reports) {
    for (RunReport report : reports) {
      assertThat(report.ledger().rejected()).as(report.toString()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void losesTheAnswerToACommit(Server server) throws Exception {
    try (Place place = server.place();
        TcpProxy proxy = new TcpProxy(port(place.url()))) {
      for (int commit = 1; commit <= ROUNDS; commit++) {
        proxy.loseTheAnswerToCommit(commit);
        assertNothingRejected(runThrough(proxy, place));
        shop.change();
      }
      assertThat(proxy.cuts()).as("answers lost").isEqualTo(ROUNDS);
      assertMakesGood(proxy, place);
    }
  }

  @ParameterizedTest
  @EnumSource
  void isRefusedAndThenNot(Server server) throws Exception {
    try (Place place = server.place();
        TcpProxy proxy = new TcpProxy(port(place.url()))) {
      proxy.mode(Mode.REFUSE);
      List<RunReport> refused = runThrough(proxy, place);
      assertThat(refused)
          .allSatisfy(
              report -> {
                assertThat(report.status()).isEqualTo(RunStatus.FAILED);
                assertThat(report.failure().orElseThrow().message())
                    .contains("cannot connect to", "localhost:" + proxy.port());
              });
      proxy.mode(Mode.PASS);
      assertMakesGood(proxy, place);
    }
  }

  /** Neither an answer nor an error, as behind a router that forgot: only a time-out ends it. */
  @ParameterizedTest
  @EnumSource
  void isSwallowedInTheMiddleOfABatch(Server server) throws Exception {
    try (Place place = server.place();
        TcpProxy proxy = new TcpProxy(port(place.url()))) {
      proxy.swallowAfter(30_000);
      assertNothingRejected(runThrough(proxy, place));
      assertThat(proxy.cuts()).isEqualTo(1);
      shop.change();
      assertMakesGood(proxy, place);
    }
  }
}
