package dev.syncline.api.source;

/**
 * An ability of an {@link Extractor}: a call that blocks can be ended from outside, so that a run
 * that is to stop does not wait for a long query.
 *
 * <p><b>Threading.</b> Called while another thread is in {@link Extractor#open} or {@link
 * Extraction#next}, possibly several times for one call.
 *
 * <p><b>Errors.</b> Does not throw. The call that is ended throws what it likes; the engine closes
 * the extraction and opens no other.
 */
public interface CancelsReading {

  /** Makes the call that is under way end soon. Returns at once. */
  void cancelReading();
}
