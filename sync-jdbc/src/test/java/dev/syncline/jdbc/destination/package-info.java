@NullMarked
package dev.syncline.jdbc.destination;

import org.jspecify.annotations.NullMarked;
