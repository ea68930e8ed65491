/**
 * Projects in files: {@link dev.syncline.core.project.SyncProject} reads connections, the state
 * store and syncs from YAML. All that a builder can say except inline code can be said in a file,
 * and gives an equal definition.
 */
@NullMarked
package dev.syncline.core.project;

import org.jspecify.annotations.NullMarked;
