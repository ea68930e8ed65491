@NullMarked
package dev.syncline.http.catalog;

import org.jspecify.annotations.NullMarked;
