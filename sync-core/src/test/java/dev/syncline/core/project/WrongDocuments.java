package dev.syncline.core.project;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Files that are wrong, and what is said of them. */
final class WrongDocuments {
  private WrongDocuments() {}

  /** Text and what its only error says, without the name of the file. */
  static Stream<Arguments> documents() {
    return Stream.of(
        arguments("", "1:1: the file is empty; write at least 'connections' and 'syncs'"),
        arguments(
            "# only a comment\n",
            "1:1: the file is empty; write at least 'connections' and 'syncs'"),
        arguments(
            "just text",
            "1:1: a project is a section of names and values, such as connections and syncs"),
        arguments(
            "- a\n",
            "1:1: a project is a section of names and values, such as connections and syncs"),
        arguments(
            "a: [1, 2\nb: 3\n",
            "2:2: this is not YAML: expected ',' or ']', but got :; add a comma, close the "
                + "bracket, or put the value in quotes"),
        arguments(
            "connections: x: y\n",
            "1:15: this is not YAML: mapping values are not allowed here; begin a new "
                + "line, or put the value in quotes"),
        arguments(
            "\tsyncs: []\n",
            "1:1: this is not YAML: found character '\\t(TAB)' that cannot start any "
                + "token. (Do not use \\t(TAB) for indentation); use spaces"),
        arguments(
            "syncs: \"abc\n",
            "1:8: this is not YAML: found unexpected end of stream; close the quotes or "
                + "the bracket that are open here"),
        arguments(
            "syncs: []\n---\nsyncs: []\n",
            "3:1: a project is one YAML document; take out the line ---, or take two files"),
        arguments(
            "? [a]\n: 1\n",
            "1:4: this is not YAML: a name must be a single value, so write it out"),
        arguments(
            "connections: &a {}\n",
            "1:14: connections: anchors and aliases (&, *) are not"
                + " taken; write the value out, or in quotes"),
        arguments(
            "connections: &a\n  b: {type: t}\n",
            "1:14: connections: anchors and aliases (&,"
                + " *) are not taken; write the value out, or in quotes"),
        arguments(
            "connections: *a\n",
            "1:14: connections: anchors and aliases (&, *) are not"
                + " taken; write the value out, or in quotes"),
        arguments(
            "connections: !!map {}\n",
            "1:14: connections: tags (!) are not taken; write the"
                + " value without, or in quotes"),
        arguments(
            "connections: {c: {type: t, v: ${X}}}\n",
            "1:32: this is not YAML: expected ','"
                + " or '}', but got {; inside { } and [ ], a value with ${...} needs quotes"),
        arguments(
            "syncs: " + "[".repeat(40) + "]".repeat(40),
            "1:39: syncs"
                + "[0]".repeat(31)
                + ": sections and lists go at most 32 levels deep; take some levels out"),
        arguments(
            "syncs:\n",
            "1:1: syncs: there is no value; write \"\" for an empty text, or leave"
                + " the line out"),
        arguments(
            "connections: {c: {type: t, v: ~}}",
            "1:28: connections.c.v: there is no value;"
                + " write \"\" for an empty text, or leave the line out"),
        arguments(
            "conections: {}\n",
            "1:1: conections: unknown setting 'conections'; did you mean" + " 'connections'?"),
        arguments(
            "connections: []\n",
            "1:1: connections: 'connections' must be a section of names"
                + " and values, not a list"),
        arguments(
            "connections:\n  c: {url: x}\n",
            "2:3: connections.c.type: 'type' is missing; add it: what kind of system it "
                + "is, such as jdbc"),
        arguments(
            "stateStore: sqlite\n",
            "1:13: stateStore: 'stateStore' must be a section of names"
                + " and values, not 'sqlite'"),
        arguments(
            "syncs: {a: b}\n",
            "1:1: syncs: 'syncs' must be a list of sections, not a" + " section"),
        arguments(
            "connections:\n  c: {type: t}\n  d: {type: t}\n  c: {type: u}\n",
            "4:3: connections.c: 'c' stands here and in line 2, too; take one of them out"));
  }
}
