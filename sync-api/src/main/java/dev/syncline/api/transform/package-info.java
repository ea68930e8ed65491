/** Custom work on single records: {@link dev.syncline.api.transform.Transformer}. */
@NullMarked
package dev.syncline.api.transform;

import org.jspecify.annotations.NullMarked;
