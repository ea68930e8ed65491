/** Where the time of a job goes: a recording of the JVM's flight recorder, taken apart. */
@NullMarked
package dev.syncline.benchmarks.profile;

import org.jspecify.annotations.NullMarked;
