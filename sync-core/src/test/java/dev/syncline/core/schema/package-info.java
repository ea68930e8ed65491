/** Fields compared with fields, and values with fields. */
@NullMarked
package dev.syncline.core.schema;

import org.jspecify.annotations.NullMarked;
