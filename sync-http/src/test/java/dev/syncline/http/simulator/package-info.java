/** APIs that live in the tests' process. */
@NullMarked
package dev.syncline.http.simulator;

import org.jspecify.annotations.NullMarked;
