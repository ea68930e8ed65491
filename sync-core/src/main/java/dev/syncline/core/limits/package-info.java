/** How hard other systems are worked: token buckets and circuit breakers, one per credential. */
@NullMarked
package dev.syncline.core.limits;

import org.jspecify.annotations.NullMarked;
