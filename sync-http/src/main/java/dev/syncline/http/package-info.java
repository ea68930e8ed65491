/**
 * REST APIs as sources and destinations: {@link dev.syncline.http.HttpConnection} says how an API
 * is reached, {@link dev.syncline.http.HttpSource} what is read, {@link
 * dev.syncline.http.HttpDestination} how changes are written, {@link
 * dev.syncline.http.SecretProvider} where secrets come from.
 */
@NullMarked
package dev.syncline.http;

import org.jspecify.annotations.NullMarked;
