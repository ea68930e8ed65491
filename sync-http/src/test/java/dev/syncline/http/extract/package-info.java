/** Reading from APIs. */
@NullMarked
package dev.syncline.http.extract;

import org.jspecify.annotations.NullMarked;
