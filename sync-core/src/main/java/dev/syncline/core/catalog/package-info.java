/**
 * Sources that describe themselves: what is wanted of a catalog, and what a discovery found. Start
 * at {@link dev.syncline.core.catalog.CatalogDefinition}.
 */
@NullMarked
package dev.syncline.core.catalog;

import org.jspecify.annotations.NullMarked;
