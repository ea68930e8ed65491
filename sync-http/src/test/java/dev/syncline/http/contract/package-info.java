@NullMarked
package dev.syncline.http.contract;

import org.jspecify.annotations.NullMarked;
