/** Requests and answers. */
@NullMarked
package dev.syncline.http.client;

import org.jspecify.annotations.NullMarked;
