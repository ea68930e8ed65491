/** What sources say of themselves: their entities, with fields, keys and how changes show. */
@NullMarked
package dev.syncline.api.catalog;

import org.jspecify.annotations.NullMarked;
