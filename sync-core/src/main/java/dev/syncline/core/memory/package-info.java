/**
 * The state store that lives and dies with the process: {@link
 * dev.syncline.core.memory.InMemoryStateStore}.
 */
@NullMarked
package dev.syncline.core.memory;

import org.jspecify.annotations.NullMarked;
