/** Finds providers, opens connections and makes the components of a run. Internal. */
@NullMarked
package dev.syncline.core.wiring;

import org.jspecify.annotations.NullMarked;
