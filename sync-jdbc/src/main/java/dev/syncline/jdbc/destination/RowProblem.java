package dev.syncline.jdbc.destination;

/** One row of several is to blame; which one is found out by trying fewer. */
final class RowProblem extends Exception {
  private static final long serialVersionUID = 1;

  RowProblem(String reason) {
    super(reason, null, false, false);
  }
}
