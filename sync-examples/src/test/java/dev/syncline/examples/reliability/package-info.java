/** Writes docs/reliability.md from what the test suites counted. */
@NullMarked
package dev.syncline.examples.reliability;

import org.jspecify.annotations.NullMarked;
