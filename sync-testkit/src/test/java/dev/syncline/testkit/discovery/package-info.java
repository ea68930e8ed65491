@NullMarked
package dev.syncline.testkit.discovery;

import org.jspecify.annotations.NullMarked;
