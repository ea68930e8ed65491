package dev.syncline.smartsuite.client;

import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;

/** What may stand in a connection. */
public final class ConnectionOptions {
  private static final Shape SECRET =
      Shape.either(
          Shape.TEXT,
          Shape.section(
              Options.of(
                  Option.required("provider", Shape.TEXT, "env, file, or a provider of yours"),
                  Option.required("name", Shape.TEXT, "the name of the secret there"))));

  /** All of it. */
  public static final Options ALL =
      Options.of(
          Option.required("account", Shape.TEXT, "the id of the workspace, 8 characters"),
          Option.required("token", SECRET, "the key of the API"),
          Option.of(
              "url", Shape.TEXT, "https://app.smartsuite.com/api/v1", "the address of the API"),
          Option.of(
              "webhooksUrl",
              Shape.TEXT,
              "https://webhooks.smartsuite.com/smartsuite.webhooks.engine.Webhooks",
              "the address of the webhooks"),
          Option.of(
              "requestsPerSecond",
              Shape.number(0.01, 1000),
              4,
              "how many requests a second are made, evenly spread"),
          Option.of(
              "monthlyQuota",
              Shape.whole(1, Integer.MAX_VALUE),
              "how many requests a month this process may make; then runs pause"),
          Option.of(
              "penalty",
              Shape.DURATION,
              "30s",
              "how long to wait after a refusal that does not say how long"),
          Option.of(
              "timeout", Shape.DURATION, "30s", "how long an answer may take, its body included"),
          Option.of("connectTimeout", Shape.DURATION, "10s", "how long to wait for a connection"),
          Option.of(
              "plaintext", Shape.TRUTH, false, "whether another machine is reached unencrypted"),
          Option.of(
              "proxy",
              Shape.section(
                  Options.of(
                      Option.required("host", Shape.TEXT, "the name of the proxy"),
                      Option.required("port", Shape.whole(1, 65_535), "its port"))),
              "through which requests go"),
          Option.of(
              "trustStore",
              Shape.section(Options.open()),
              "certificates that are trusted besides those of the JDK"));

  private ConnectionOptions() {}
}
