/** Tests of the faulty wrappers, and of the engine behind them. */
@NullMarked
package dev.syncline.testkit.fault;

import org.jspecify.annotations.NullMarked;
