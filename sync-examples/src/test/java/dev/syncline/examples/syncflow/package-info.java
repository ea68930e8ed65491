@NullMarked
package dev.syncline.examples.syncflow;

import org.jspecify.annotations.NullMarked;
