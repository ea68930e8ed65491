/** The pages of the documentation, as tests read them. */
@NullMarked
package dev.syncline.examples.page;

import org.jspecify.annotations.NullMarked;
