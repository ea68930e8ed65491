/**
 * What makes two records the same: the canonical form ({@link
 * dev.syncline.core.identity.CanonicalWriter}), the hashes over it ({@link
 * dev.syncline.core.identity.Identity}) and the exact text in which records are kept ({@link
 * dev.syncline.core.identity.RecordText}). Internal.
 */
@NullMarked
package dev.syncline.core.identity;

import org.jspecify.annotations.NullMarked;
