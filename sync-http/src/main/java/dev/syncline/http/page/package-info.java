/** How the pages of a list follow one another. */
@NullMarked
package dev.syncline.http.page;

import org.jspecify.annotations.NullMarked;
