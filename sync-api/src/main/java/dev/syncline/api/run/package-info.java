/**
 * What a run leaves behind and tells while it goes: {@link dev.syncline.api.run.RunReport}, {@link
 * dev.syncline.api.run.SyncListener}.
 */
@NullMarked
package dev.syncline.api.run;

import org.jspecify.annotations.NullMarked;
