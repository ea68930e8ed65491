/**
 * The sample connector of docs/test-your-connector.md, and the bugs that the contracts find in it.
 */
@NullMarked
package dev.syncline.testkit.notebook;

import org.jspecify.annotations.NullMarked;
