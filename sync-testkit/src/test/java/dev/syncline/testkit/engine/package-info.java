/** The engine's guarantees, on sources and destinations that fail as the tests say. */
@NullMarked
package dev.syncline.testkit.engine;

import org.jspecify.annotations.NullMarked;
