/**
 * A run that changes nothing: the state store and the destination of a run that is only rehearsed.
 * What it would commit is kept aside, on disk where it may be much, and forgotten at its end.
 */
@NullMarked
package dev.syncline.core.rehearsal;

import org.jspecify.annotations.NullMarked;
