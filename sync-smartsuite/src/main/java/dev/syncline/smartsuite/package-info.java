/**
 * SmartSuite tables as sources and destinations: {@link
 * dev.syncline.smartsuite.SmartSuiteConnection} says how a workspace is reached, {@link
 * dev.syncline.smartsuite.SmartSuiteSource} what is read, {@link
 * dev.syncline.smartsuite.SmartSuiteTable} where changes are written.
 */
@NullMarked
package dev.syncline.smartsuite;

import org.jspecify.annotations.NullMarked;
