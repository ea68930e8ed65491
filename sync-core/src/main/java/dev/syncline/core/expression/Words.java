package dev.syncline.core.expression;

import com.ezylang.evalex.config.ExpressionConfiguration;
import com.ezylang.evalex.config.FunctionDictionaryIfc;
import com.ezylang.evalex.config.OperatorDictionaryIfc;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.functions.FunctionIfc;
import com.ezylang.evalex.functions.FunctionParameterDefinition;
import com.ezylang.evalex.operators.OperatorIfc;
import com.ezylang.evalex.parser.Token;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tells the library's parser which words there are: ours, and none of its own. Nothing here can be
 * evaluated by it; an expression only becomes a tree of {@link Node}s.
 */
final class Words {
  private static final int LOGICAL_NOT = 5;

  private static final Map<String, Sign> INFIX =
      Map.ofEntries(
          infix("+", Function.ADD, OperatorIfc.OPERATOR_PRECEDENCE_ADDITIVE),
          infix("-", Function.SUBTRACT, OperatorIfc.OPERATOR_PRECEDENCE_ADDITIVE),
          infix("*", Function.MULTIPLY, OperatorIfc.OPERATOR_PRECEDENCE_MULTIPLICATIVE),
          infix("/", Function.DIVIDE, OperatorIfc.OPERATOR_PRECEDENCE_MULTIPLICATIVE),
          infix("%", Function.REMAINDER, OperatorIfc.OPERATOR_PRECEDENCE_MULTIPLICATIVE),
          infix("^", Function.POWER, OperatorIfc.OPERATOR_PRECEDENCE_POWER_HIGHER),
          infix("=", Function.EQUAL, OperatorIfc.OPERATOR_PRECEDENCE_EQUALITY),
          infix("==", Function.EQUAL, OperatorIfc.OPERATOR_PRECEDENCE_EQUALITY),
          infix("!=", Function.NOT_EQUAL, OperatorIfc.OPERATOR_PRECEDENCE_EQUALITY),
          infix("<>", Function.NOT_EQUAL, OperatorIfc.OPERATOR_PRECEDENCE_EQUALITY),
          infix("<", Function.LESS, OperatorIfc.OPERATOR_PRECEDENCE_COMPARISON),
          infix("<=", Function.AT_MOST, OperatorIfc.OPERATOR_PRECEDENCE_COMPARISON),
          infix(">", Function.GREATER, OperatorIfc.OPERATOR_PRECEDENCE_COMPARISON),
          infix(">=", Function.AT_LEAST, OperatorIfc.OPERATOR_PRECEDENCE_COMPARISON),
          infix("and", Function.AND, OperatorIfc.OPERATOR_PRECEDENCE_AND),
          infix("&&", Function.AND, OperatorIfc.OPERATOR_PRECEDENCE_AND),
          infix("or", Function.OR, OperatorIfc.OPERATOR_PRECEDENCE_OR),
          infix("||", Function.OR, OperatorIfc.OPERATOR_PRECEDENCE_OR));

  private static final Map<String, Sign> PREFIX =
      Map.of(
          "-", new Sign(Function.NEGATE, OperatorIfc.OPERATOR_PRECEDENCE_UNARY, true),
          "!", new Sign(Function.NOT, OperatorIfc.OPERATOR_PRECEDENCE_UNARY, true),
          "not", new Sign(Function.NOT, LOGICAL_NOT, true));

  private Words() {}

  private static Map.Entry<String, Sign> infix(String sign, Function function, int precedence) {
    return Map.entry(sign, new Sign(function, precedence, false));
  }

  static ExpressionConfiguration configuration() {
    return ExpressionConfiguration.builder()
        .operatorDictionary(new Signs())
        .functionDictionary(new Names())
        .defaultConstants(Map.of())
        .implicitMultiplicationAllowed(false)
        .singleQuoteStringLiteralsAllowed(true)
        .build();
  }

  /** An operator. */
  record Sign(Function function, int precedence, boolean isPrefix) implements OperatorIfc {

    @Override
    public int getPrecedence() {
      return precedence;
    }

    @Override
    public int getPrecedence(ExpressionConfiguration configuration) {
      return precedence;
    }

    @Override
    public boolean isLeftAssociative() {
      return !isPrefix && function != Function.POWER;
    }

    @Override
    public boolean isPostfix() {
      return false;
    }

    @Override
    public boolean isInfix() {
      return !isPrefix;
    }

    @Override
    public boolean isOperandLazy() {
      return false;
    }

    @Override
    public EvaluationValue evaluate(
        com.ezylang.evalex.Expression expression, Token token, EvaluationValue... operands) {
      throw new UnsupportedOperationException("only parsed");
    }
  }

  /** A name before a parenthesis, whether there is such a function or not. */
  record Name(String name) implements FunctionIfc {
    private static final List<FunctionParameterDefinition> ANY =
        List.of(FunctionParameterDefinition.builder().name("any").isVarArg(true).build());

    @Override
    public List<FunctionParameterDefinition> getFunctionParameterDefinitions() {
      return ANY;
    }

    @Override
    public boolean hasVarArgs() {
      return true;
    }

    @Override
    public EvaluationValue evaluate(
        com.ezylang.evalex.Expression expression, Token token, EvaluationValue... values) {
      throw new UnsupportedOperationException("only parsed");
    }

    @Override
    public void validatePreEvaluation(Token token, EvaluationValue... values) {
      throw new UnsupportedOperationException("only parsed");
    }
  }

  private static final class Names implements FunctionDictionaryIfc {
    @Override
    public void addFunction(String name, FunctionIfc function) {
      throw new UnsupportedOperationException("the functions are fixed");
    }

    @Override
    public FunctionIfc getFunction(String name) {
      return new Name(name);
    }
  }

  private static final class Signs implements OperatorDictionaryIfc {
    @Override
    public void addOperator(String sign, OperatorIfc operator) {
      throw new UnsupportedOperationException("the operators are fixed");
    }

    @Override
    public @Nullable OperatorIfc getPrefixOperator(String sign) {
      return PREFIX.get(sign);
    }

    @Override
    public @Nullable OperatorIfc getPostfixOperator(String sign) {
      return null;
    }

    @Override
    public @Nullable OperatorIfc getInfixOperator(String sign) {
      return INFIX.get(sign);
    }

    @Override
    public Set<String> getAvailableInfixOperatorNames() {
      return new TreeSet<>(INFIX.keySet());
    }
  }
}
