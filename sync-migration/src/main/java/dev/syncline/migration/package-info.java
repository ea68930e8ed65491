/**
 * For those who come from the earlier MySQL to SmartSuite system: {@link
 * dev.syncline.migration.MappingFile} reads its mapping files and makes Syncline projects of them,
 * {@link dev.syncline.migration.EarlierState} its state file.
 */
@NullMarked
package dev.syncline.migration;

import org.jspecify.annotations.NullMarked;
