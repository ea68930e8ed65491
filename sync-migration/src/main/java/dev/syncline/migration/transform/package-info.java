/** What migrated projects need beyond the engine's own operations; internal. */
@NullMarked
package dev.syncline.migration.transform;

import org.jspecify.annotations.NullMarked;
