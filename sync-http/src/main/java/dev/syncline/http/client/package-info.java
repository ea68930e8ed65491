/** One request and its answer: credentials, limits, deadlines, redirects, and what answers mean. */
@NullMarked
package dev.syncline.http.client;

import org.jspecify.annotations.NullMarked;
