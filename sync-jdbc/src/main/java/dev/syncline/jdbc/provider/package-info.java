/** What ServiceLoader finds. */
@NullMarked
package dev.syncline.jdbc.provider;

import org.jspecify.annotations.NullMarked;
