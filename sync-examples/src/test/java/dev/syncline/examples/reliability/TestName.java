package dev.syncline.examples.reliability;

/**
 * A test class, or one test of it. A star before a class name stands for every beginning: {@code
 * *ExtractorTest#tiesAreNotLost} is that test of the contract, wherever it is passed.
 *
 * @param type the simple name of the class
 * @param method the test; empty for all of the class
 */
record TestName(String type, String method) {

  static TestName of(String text) {
    int hash = text.indexOf('#');
    return hash < 0
        ? new TestName(text, "")
        : new TestName(text.substring(0, hash), text.substring(hash + 1));
  }

  boolean matches(String otherType, String otherMethod) {
    boolean sameType =
        type.startsWith("*") ? otherType.endsWith(type.substring(1)) : type.equals(otherType);
    return sameType && (method.isEmpty() || method.equals(otherMethod));
  }

  @Override
  public String toString() {
    return method.isEmpty() ? type : type + "." + method;
  }
}
