/** Remembering: {@link dev.syncline.jdbc.state.SqlStateStore}. */
@NullMarked
package dev.syncline.jdbc.state;

import org.jspecify.annotations.NullMarked;
