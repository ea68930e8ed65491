@NullMarked
package dev.syncline.migration.transform;

import org.jspecify.annotations.NullMarked;
