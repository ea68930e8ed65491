/**
 * What survives a run: {@link dev.syncline.api.state.StateStore} hands out leases and sessions; a
 * {@link dev.syncline.api.state.Checkpoint} commits everything that belongs together as one.
 *
 * <p>Keys, references and record forms are texts here, written by the engine's own codec: a state
 * store keeps them and understands none of them.
 */
@NullMarked
package dev.syncline.api.state;

import org.jspecify.annotations.NullMarked;
