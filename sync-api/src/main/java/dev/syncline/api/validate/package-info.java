/** Custom rules for values: {@link dev.syncline.api.validate.Validator}. */
@NullMarked
package dev.syncline.api.validate;

import org.jspecify.annotations.NullMarked;
