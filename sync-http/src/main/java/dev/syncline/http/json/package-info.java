/** JSON as a stream: records are read one by one, whatever the size of the document. */
@NullMarked
package dev.syncline.http.json;

import org.jspecify.annotations.NullMarked;
