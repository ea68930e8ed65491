/**
 * What a run would do, what became of a plan, and why one record is treated as it is. Start at
 * {@link dev.syncline.core.plan.Plan} and {@link dev.syncline.core.plan.Explanation}.
 */
@NullMarked
package dev.syncline.core.plan;

import org.jspecify.annotations.NullMarked;
