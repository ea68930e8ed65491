package dev.syncline.http.client;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import dev.syncline.http.secret.Secret;
import dev.syncline.http.secret.SecretMask;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates of one's own: a key store, or a file of certificates in PEM. */
final class TrustStore {
  static final Options OPTIONS =
      Options.of(
          Option.required("path", Shape.TEXT, "a file of certificates in PEM, or a key store"),
          Option.of("password", Secret.SHAPE, "of a key store"));

  private TrustStore() {}

  /** What the section {@code trustStore} says: {@code path}, and {@code password} for a store. */
  static Optional<SSLContext> of(Optional<ComponentConfig> section, SecretMask mask) {
    return section.map(config -> context(config, mask));
  }

  private static SSLContext context(ComponentConfig config, SecretMask mask) {
    config.allow(OPTIONS.names());
    Path path = Path.of(config.string("path"));
    try {
      KeyStore store = config.has("password") ? store(config, path, mask) : certificates(path);
      var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw config.error(
          "path", "the trust store '" + path + "' cannot be read: " + e.getClass().getSimpleName());
    }
  }

  private static KeyStore store(ComponentConfig config, Path path, SecretMask mask)
      throws IOException, GeneralSecurityException {
    char[] password = Secret.of(config, "password", mask).reveal().toCharArray();
    return KeyStore.getInstance(new File(path.toString()), password);
  }

  private static KeyStore certificates(Path path) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(path)) {
      int number = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("certificate-" + number++, certificate);
      }
    }
    return store;
  }
}
