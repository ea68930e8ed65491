package dev.syncline.smartsuite.load;

import dev.syncline.api.record.Field;
import dev.syncline.smartsuite.schema.TableField;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Fields that are created for mapped ones. The slug follows from the name, so that a field that is
 * asked for twice is one. All methods are pure.
 */
final class NewField {
  private static final int SLUG = 9;
  private static final int DIGITS = 36;

  private NewField() {}

  static TableField of(Field mapped) {
    return TableField.of(slug(mapped.name()), mapped.name(), type(mapped));
  }

  private static String type(Field mapped) {
    return switch (mapped.type()) {
      case BOOLEAN -> "yesnofield";
      case INTEGER, DECIMAL, FLOAT -> "numberfield";
      case DATE, TIMESTAMP, LOCAL_TIMESTAMP -> "datefield";
      case TIME -> "timefield";
      case STRING -> mapped.limits().length().isPresent() ? "textfield" : "textareafield";
      case BYTES, OBJECT, LIST -> "textareafield";
    };
  }

  private static String slug(String name) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return "s" + new BigInteger(1, hash).toString(DIGITS).substring(0, SLUG);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
