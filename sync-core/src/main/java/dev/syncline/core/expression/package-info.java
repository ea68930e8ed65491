/** Expressions as they are written: what they may say, and what is wrong with them. */
@NullMarked
package dev.syncline.core.expression;

import org.jspecify.annotations.NullMarked;
