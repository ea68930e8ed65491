@NullMarked
package dev.syncline.jdbc.source;

import org.jspecify.annotations.NullMarked;
