/** Plans and explanations, as docs/plan-and-explain.md shows them. */
@NullMarked
package dev.syncline.examples.plans;

import org.jspecify.annotations.NullMarked;
