/**
 * Fields compared with fields, and values with fields: what a change of a schema means, and what a
 * column cannot hold. Not part of the API.
 */
@NullMarked
package dev.syncline.core.schema;

import org.jspecify.annotations.NullMarked;
