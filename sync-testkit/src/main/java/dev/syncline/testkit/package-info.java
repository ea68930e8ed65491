/**
 * Contract tests and fakes.
 *
 * <p>Connector authors extend {@link dev.syncline.testkit.ExtractorContract}, {@link
 * dev.syncline.testkit.LoaderContract} or {@link dev.syncline.testkit.StateStoreContract} and fill
 * in how a fresh system is made; every test in them then runs against their connector.
 *
 * <p>Tests of definitions and of engines use {@link dev.syncline.testkit.ListSource} and {@link
 * dev.syncline.testkit.RecordingLoader} as the two systems of a sync, and {@link
 * dev.syncline.testkit.TestClock} as the time.
 */
@NullMarked
package dev.syncline.testkit;

import org.jspecify.annotations.NullMarked;
