/** How often a credential may be used: rates, windows, quotas, and what the other side asks for. */
@NullMarked
package dev.syncline.http.limit;

import org.jspecify.annotations.NullMarked;
