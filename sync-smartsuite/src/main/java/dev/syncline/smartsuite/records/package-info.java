/** Asking for records: all of them, some of them, deleted ones. */
@NullMarked
package dev.syncline.smartsuite.records;

import org.jspecify.annotations.NullMarked;
