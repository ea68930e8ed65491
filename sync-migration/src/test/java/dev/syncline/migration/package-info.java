@NullMarked
package dev.syncline.migration;

import org.jspecify.annotations.NullMarked;
