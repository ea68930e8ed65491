/** Tests of the harness for users' definitions, and the examples of its guide. */
@NullMarked
package dev.syncline.testkit.sync;

import org.jspecify.annotations.NullMarked;
