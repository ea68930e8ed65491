/** How a client proves who it is: keys, tokens, and tokens that have to be renewed. */
@NullMarked
package dev.syncline.http.auth;

import org.jspecify.annotations.NullMarked;
