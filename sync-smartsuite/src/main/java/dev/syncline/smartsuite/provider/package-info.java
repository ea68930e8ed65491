/** Makes the components of this module from configuration. */
@NullMarked
package dev.syncline.smartsuite.provider;

import org.jspecify.annotations.NullMarked;
