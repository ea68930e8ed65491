@NullMarked
package dev.syncline.examples.mysqlsmartsuite;

import org.jspecify.annotations.NullMarked;
