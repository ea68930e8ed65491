/**
 * What may stand in a project file, said once: the loader checks by it, the JSON Schema and the
 * reference page are written from it. Start at {@link dev.syncline.core.grammar.ProjectGrammar}.
 */
@NullMarked
package dev.syncline.core.grammar;

import org.jspecify.annotations.NullMarked;
