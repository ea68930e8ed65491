/**
 * What differs from database to database: one small class each. To add a database, write a subclass
 * of {@link dev.syncline.jdbc.dialect.Dialect} and name it in {@link
 * dev.syncline.jdbc.dialect.Dialects}.
 */
@NullMarked
package dev.syncline.jdbc.dialect;

import org.jspecify.annotations.NullMarked;
