/**
 * The words of Syncline, in the order in which a record meets them: {@link dev.syncline.api.Stage},
 * {@link dev.syncline.api.Change}, {@link dev.syncline.api.Outcome} and the {@link
 * dev.syncline.api.Ledger} that adds the outcomes up.
 *
 * <p>Connector authors start at {@link dev.syncline.api.source.Extractor} or {@link
 * dev.syncline.api.destination.Loader}.
 */
@NullMarked
package dev.syncline.api;

import org.jspecify.annotations.NullMarked;
