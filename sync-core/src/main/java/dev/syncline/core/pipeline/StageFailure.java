package dev.syncline.core.pipeline;

import dev.syncline.api.Stage;
import dev.syncline.api.error.SyncException;
import dev.syncline.api.run.RunFailure;

/** Carries an error out of a stage, so that the report can name the stage. */
final class StageFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Stage stage;
  private final Throwable cause;

  private StageFailure(Stage stage, Throwable cause) {
    super(cause);
    this.stage = stage;
    this.cause = cause;
  }

  /** Runs a step; whatever it throws carries the stage from then on. */
  static void in(Stage stage, Runnable step) {
    try {
      step.run();
    } catch (StageFailure e) {
      throw e;
    } catch (RuntimeException | Error e) {
      throw new StageFailure(stage, e);
    }
  }

  /** An error that carries its stage. */
  static StageFailure of(Stage stage, RuntimeException cause) {
    return new StageFailure(stage, cause);
  }

  /** Whether it is no error of a run that is to stop, and so does not wait any more. */
  boolean mayPass() {
    return Transience.of(cause);
  }

  /** What the report says. */
  RunFailure toFailure() {
    Throwable cause = this.cause;
    String message = cause.getMessage();
    if (cause instanceof SyncException && message != null) {
      return new RunFailure(stage, message);
    }
    String kind = cause.getClass().getSimpleName();
    return new RunFailure(stage, message == null ? kind : kind + ": " + message);
  }
}
