package dev.syncline.http.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.syncline.api.error.PermanentException;
import dev.syncline.http.json.JsonText;
import dev.syncline.http.secret.Secret;
import dev.syncline.http.secret.SecretMask;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs JSON Web Tokens (RFC 7519) with a key of ours.
 *
 * @param algorithm how they are signed
 * @param key the private key as PKCS #8 in PEM, or the shared secret of HS256
 * @param keyId the name of the key, if the other side has several
 * @param claims what they say beside the times
 * @param lifetime how long they are good for
 * @param clock says what time it is
 * @param mask learns them
 */
record Jwt(
    Algorithm algorithm,
    Secret key,
    Optional<String> keyId,
    Map<String, Object> claims,
    Duration lifetime,
    InstantSource clock,
    SecretMask mask) {
  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

  /** How a token is signed; the names are those of RFC 7518. */
  enum Algorithm {
    /** With a shared secret. */
    HS256("HmacSHA256", ""),
    /** With an RSA key. */
    RS256("SHA256withRSA", "RSA"),
    /** With a key on the curve P-256. */
    ES256("SHA256withECDSAinP1363Format", "EC");

    private final String java;
    private final String keyType;

    Algorithm(String java, String keyType) {
      this.java = java;
      this.keyType = keyType;
    }
  }

  /** A new token. */
  String sign() {
    var header = new LinkedHashMap<String, Object>();
    header.put("alg", algorithm.name());
    header.put("typ", "JWT");
    keyId.ifPresent(id -> header.put("kid", id));
    var body = new LinkedHashMap<String, Object>(claims);
    long now = clock.instant().getEpochSecond();
    body.putIfAbsent("iat", now);
    body.putIfAbsent("exp", now + lifetime.toSeconds());
    body.putIfAbsent("jti", UUID.randomUUID().toString());
    String text = part(header) + "." + part(body);
    try {
      String token = text + "." + URL.encodeToString(signature(text.getBytes(UTF_8)));
      mask.addToken(token);
      return token;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // The cause may quote the key.
      throw new PermanentException(
          "the private key cannot be used for "
              + algorithm
              + "; it must be PKCS #8 in PEM ('BEGIN PRIVATE KEY')");
    }
  }

  private static String part(Map<String, Object> value) {
    return URL.encodeToString(JsonText.write(value).getBytes(UTF_8));
  }

  private byte[] signature(byte[] text) throws GeneralSecurityException {
    if (algorithm == Algorithm.HS256) {
      Mac mac = Mac.getInstance(algorithm.java);
      mac.init(new SecretKeySpec(key.reveal().getBytes(UTF_8), algorithm.java));
      return mac.doFinal(text);
    }
    Signature signature = Signature.getInstance(algorithm.java);
    signature.initSign(privateKey());
    signature.update(text);
    return signature.sign();
  }

  private PrivateKey privateKey() throws GeneralSecurityException {
    String base64 =
        key.revealText().replaceAll("-----(BEGIN|END)[A-Z ]+-----", "").replaceAll("\\s", "");
    return KeyFactory.getInstance(algorithm.keyType)
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }
}
