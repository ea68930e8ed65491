/**
 * What source, record states and destination say of the same records, where they disagree, and what
 * became of a repair. Start at {@link dev.syncline.core.verify.Verification}.
 */
@NullMarked
package dev.syncline.core.verify;

import org.jspecify.annotations.NullMarked;
