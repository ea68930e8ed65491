/** Makes the components of this module from configuration. */
@NullMarked
package dev.syncline.http.provider;

import org.jspecify.annotations.NullMarked;
