/** Calls of the API, with the limits of the key. */
@NullMarked
package dev.syncline.smartsuite.client;

import org.jspecify.annotations.NullMarked;
