package dev.syncline.core.expression;

import com.ezylang.evalex.config.ExpressionConfiguration;
import com.ezylang.evalex.parser.ASTNode;
import com.ezylang.evalex.parser.ParseException;
import com.ezylang.evalex.parser.ShuntingYardConverter;
import com.ezylang.evalex.parser.Token;
import com.ezylang.evalex.parser.Token.TokenType;
import com.ezylang.evalex.parser.Tokenizer;
import dev.syncline.api.config.Nearest;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads expressions by means of EvalEx's parser; the only class that knows how that works. */
final class Grammar {
  private static final int MOST_NODES = 500;
  private static final int MOST_LEVELS = 60;
  private static final int MOST_DIGITS = 100;
  private static final ExpressionConfiguration WORDS = Words.configuration();

  private static final Set<TokenType> ENDS =
      EnumSet.of(
          TokenType.STRING_LITERAL,
          TokenType.NUMBER_LITERAL,
          TokenType.VARIABLE_OR_CONSTANT,
          TokenType.BRACE_CLOSE,
          TokenType.ARRAY_CLOSE);

  private static final Set<TokenType> BEGINS =
      EnumSet.of(
          TokenType.STRING_LITERAL,
          TokenType.NUMBER_LITERAL,
          TokenType.VARIABLE_OR_CONSTANT,
          TokenType.FUNCTION,
          TokenType.PREFIX_OPERATOR,
          TokenType.BRACE_OPEN);

  private int nodes;

  private Grammar() {}

  static Node parse(String text) {
    if (text.isBlank()) {
      throw new ExpressionException(1, "an expression must not be empty");
    }
    if (text.length() > Expression.MOST_CHARACTERS) {
      throw new ExpressionException(
          Expression.MOST_CHARACTERS,
          "an expression has at most " + Expression.MOST_CHARACTERS + " characters");
    }
    try {
      List<Token> tokens = new Tokenizer(text, WORDS).parse();
      checkOrder(tokens, text.length());
      return new Grammar()
          .node(new ShuntingYardConverter(text, tokens, WORDS).toAbstractSyntaxTree(), 0);
    } catch (ParseException e) {
      throw new ExpressionException(Math.max(1, e.getStartPosition()), said(e));
    } catch (ExpressionException e) {
      throw e;
    } catch (RuntimeException e) {
      // The parser's stacks run empty on brackets that do not match.
      throw new ExpressionException(1, "the brackets do not match");
    }
  }

  private static String said(ParseException e) {
    String message = String.valueOf(e.getMessage());
    return Character.toLowerCase(message.charAt(0)) + message.substring(1);
  }

  /** The parser itself takes {@code max(a b)} for {@code max(a, b)}, and {@code max(a,)}, too. */
  private static void checkOrder(List<Token> tokens, int length) {
    Token before = null;
    Deque<Boolean> calls = new ArrayDeque<>();
    for (Token token : tokens) {
      TokenType type = token.getType();
      boolean ended = before != null && ENDS.contains(before.getType());
      if (ended && BEGINS.contains(type)) {
        throw unexpected(token, "an operator such as + or a comma is missing before");
      }
      boolean emptyCall =
          type == TokenType.BRACE_CLOSE
              && before != null
              && before.getType() == TokenType.BRACE_OPEN
              && Boolean.TRUE.equals(calls.peek());
      if (!ended
          && !emptyCall
          && (type == TokenType.COMMA
              || type == TokenType.BRACE_CLOSE
              || type == TokenType.ARRAY_CLOSE
              || type == TokenType.INFIX_OPERATOR)) {
        throw unexpected(token, "a value is missing before");
      }
      if (type == TokenType.BRACE_OPEN) {
        calls.push(before != null && before.getType() == TokenType.FUNCTION);
      } else if (type == TokenType.BRACE_CLOSE) {
        calls.poll();
      } else if (type == TokenType.COMMA && !Boolean.TRUE.equals(calls.peek())) {
        throw unexpected(token, "only the arguments of a function are separated by");
      }
      before = token;
    }
    if (before != null && !ENDS.contains(before.getType())) {
      throw new ExpressionException(length, "a value is missing at the end");
    }
  }

  private static ExpressionException unexpected(Token token, String what) {
    return new ExpressionException(token.getStartPosition(), what + " '" + token.getValue() + "'");
  }

  private Node node(ASTNode tree, int level) {
    Token token = tree.getToken();
    int position = Math.max(1, token.getStartPosition());
    if (level > MOST_LEVELS || ++nodes > MOST_NODES) {
      throw new ExpressionException(
          position,
          "an expression has at most " + MOST_NODES + " parts, " + MOST_LEVELS + " levels deep");
    }
    return switch (token.getType()) {
      case STRING_LITERAL -> new Node.Constant(token.getValue(), position);
      case NUMBER_LITERAL -> new Node.Constant(number(token), position);
      case VARIABLE_OR_CONSTANT -> word(token.getValue(), position);
      case STRUCTURE_SEPARATOR, ARRAY_INDEX -> new Node.Field(path(tree), start(tree));
      case PREFIX_OPERATOR, INFIX_OPERATOR ->
          new Node.Call(
              ((Words.Sign) token.getOperatorDefinition()).function(),
              nodes(tree.getParameters(), level),
              position);
      case FUNCTION -> call(token, tree.getParameters(), level, position);
      default -> throw new ExpressionException(position, "'" + token.getValue() + "' is misplaced");
    };
  }

  private List<Node> nodes(List<ASTNode> trees, int level) {
    var nodes = new ArrayList<Node>(trees.size());
    for (ASTNode tree : trees) {
      nodes.add(node(tree, level + 1));
    }
    return nodes;
  }

  private static Node word(String word, int position) {
    return switch (word) {
      case "true", "TRUE" -> new Node.Constant(true, position);
      case "false", "FALSE" -> new Node.Constant(false, position);
      case "null", "NULL" -> new Node.Constant(null, position);
      default -> new Node.Field(word, position);
    };
  }

  private static BigDecimal number(Token token) {
    String text = token.getValue();
    if (text.length() <= MOST_DIGITS && text.matches("[0-9.]+([eE][+-]?[0-9]{1,2})?")) {
      try {
        return new BigDecimal(text);
      } catch (NumberFormatException e) {
        // Said below.
      }
    }
    throw new ExpressionException(
        token.getStartPosition(), "'" + text + "' is no number of at most 100 digits");
  }

  private Node call(Token token, List<ASTNode> arguments, int level, int position) {
    String name = token.getValue();
    if (name.equals("field")) {
      if (arguments.size() == 1
          && arguments.get(0).getToken().getType() == TokenType.STRING_LITERAL) {
        return new Node.Field(arguments.get(0).getToken().getValue(), position);
      }
      throw new ExpressionException(position, "write field(\"…\") with the name of a field");
    }
    Function function =
        Function.named(name)
            .orElseThrow(
                () ->
                    new ExpressionException(
                        position, "there is no function '" + name + "'" + hint(name)));
    int count = arguments.size();
    if (count < function.least() || count > function.most()) {
      String wanted =
          function.least() == function.most()
              ? String.valueOf(function.least())
              : function.least() + " to " + function.most();
      throw new ExpressionException(
          position, "'" + name + "' takes " + wanted + " arguments, not " + count);
    }
    return new Node.Call(function, nodes(arguments, level), position);
  }

  private static String hint(String name) {
    var names = new ArrayList<>(Function.names());
    names.add("field");
    return Nearest.hint(name, names);
  }

  private static int start(ASTNode tree) {
    ASTNode first = tree;
    while (!first.getParameters().isEmpty()) {
      first = first.getParameters().get(0);
    }
    return Math.max(1, first.getToken().getStartPosition());
  }

  /** A path such as {@code phones[0].number}, written as one. */
  private static String path(ASTNode tree) {
    var text = new StringBuilder();
    ASTNode at = tree;
    while (at.getParameters().size() == 2) {
      ASTNode step = at.getParameters().get(1);
      TokenType type = step.getToken().getType();
      String value = step.getToken().getValue();
      boolean index = at.getToken().getType() == TokenType.ARRAY_INDEX;
      boolean leaf = step.getParameters().isEmpty();
      if (leaf && index && type == TokenType.NUMBER_LITERAL && value.matches("[0-9]{1,6}")) {
        text.insert(0, "[" + value + "]");
      } else if (leaf && index && type == TokenType.STRING_LITERAL) {
        text.insert(0, "[\"" + value + "\"]");
      } else if (leaf && !index && type == TokenType.VARIABLE_OR_CONSTANT) {
        text.insert(0, "." + value);
      } else {
        throw notAPath(at);
      }
      at = at.getParameters().get(0);
      if (at.getToken().getType() != TokenType.ARRAY_INDEX
          && at.getToken().getType() != TokenType.STRUCTURE_SEPARATOR) {
        break;
      }
    }
    if (at.getToken().getType() != TokenType.VARIABLE_OR_CONSTANT) {
      throw notAPath(at);
    }
    return text.insert(0, at.getToken().getValue()).toString();
  }

  private static ExpressionException notAPath(ASTNode at) {
    return new ExpressionException(
        Math.max(1, at.getToken().getStartPosition()),
        "'.' and [ ] lead into fields, by names and places; for a part of a text, use part()");
  }
}
