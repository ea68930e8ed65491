/**
 * What can go wrong, as unchecked exceptions: {@link dev.syncline.api.error.RetryableException},
 * {@link dev.syncline.api.error.PermanentException}, {@link
 * dev.syncline.api.error.ConfigurationException} and {@link
 * dev.syncline.api.error.StateConflictException}. What goes wrong with one record is a value, not
 * an exception.
 */
@NullMarked
package dev.syncline.api.error;

import org.jspecify.annotations.NullMarked;
