/**
 * Writing to a destination: {@link dev.syncline.api.destination.Loader} takes batches of changes
 * and answers one {@link dev.syncline.api.destination.WriteResult} for each. Abilities that not
 * every destination has are interfaces of their own: {@link dev.syncline.api.destination.LooksUp},
 * {@link dev.syncline.api.destination.JoinsTransaction}, {@link
 * dev.syncline.api.destination.ReadsBack}.
 */
@NullMarked
package dev.syncline.api.destination;

import org.jspecify.annotations.NullMarked;
