package dev.syncline.http;

/**
 * Fetches secrets from where they are kept: a vault, a cloud's secret manager. Found through {@link
 * java.util.ServiceLoader}; a configuration says {@code token: {provider: vault, name: crm/token}}.
 * The providers {@code env} (an environment variable) and {@code file} (the content of a file) are
 * built in.
 *
 * <p><b>Threading.</b> Called by several threads.
 *
 * <p><b>Errors.</b> {@link dev.syncline.api.error.RetryableException} if the place cannot be
 * reached now, {@link dev.syncline.api.error.PermanentException} if there is no such secret. No
 * message may contain a secret.
 */
public interface SecretProvider {

  /** The name of the provider, as configurations spell it; lower case. */
  String type();

  /**
   * The current value of a secret. Asked when the secret is needed first, and again when the other
   * system refuses it, so that secrets may be rotated while the process runs.
   */
  String secret(String name);
}
