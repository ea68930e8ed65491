/** Reading: pages become batches of records. */
@NullMarked
package dev.syncline.http.extract;

import org.jspecify.annotations.NullMarked;
