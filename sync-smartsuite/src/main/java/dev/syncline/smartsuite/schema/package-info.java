/** Tables, fields, choices and members, as the API tells them. */
@NullMarked
package dev.syncline.smartsuite.schema;

import org.jspecify.annotations.NullMarked;
