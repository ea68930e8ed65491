/** Proving who we are. */
@NullMarked
package dev.syncline.http.auth;

import org.jspecify.annotations.NullMarked;
