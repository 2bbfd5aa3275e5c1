package dev.dubimport.csv;

import com.ezylang.evalex.EvaluationException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.config.ExpressionConfiguration;
import com.ezylang.evalex.config.MapBasedFunctionDictionary;
import com.ezylang.evalex.config.MapBasedOperatorDictionary;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.functions.basic.IfFunction;
import com.ezylang.evalex.functions.basic.NotFunction;
import com.ezylang.evalex.functions.string.StringContains;
import com.ezylang.evalex.functions.string.StringEndsWithFunction;
import com.ezylang.evalex.functions.string.StringLeftFunction;
import com.ezylang.evalex.functions.string.StringLengthFunction;
import com.ezylang.evalex.functions.string.StringLowerFunction;
import com.ezylang.evalex.functions.string.StringRightFunction;
import com.ezylang.evalex.functions.string.StringStartsWithFunction;
import com.ezylang.evalex.functions.string.StringUpperFunction;
import com.ezylang.evalex.operators.arithmetic.InfixPlusOperator;
import com.ezylang.evalex.operators.booleans.InfixAndOperator;
import com.ezylang.evalex.operators.booleans.InfixEqualsOperator;
import com.ezylang.evalex.operators.booleans.InfixGreaterEqualsOperator;
import com.ezylang.evalex.operators.booleans.InfixGreaterOperator;
import com.ezylang.evalex.operators.booleans.InfixLessEqualsOperator;
import com.ezylang.evalex.operators.booleans.InfixLessOperator;
import com.ezylang.evalex.operators.booleans.InfixNotEqualsOperator;
import com.ezylang.evalex.operators.booleans.InfixOrOperator;
import com.ezylang.evalex.operators.booleans.PrefixNotOperator;
import com.ezylang.evalex.parser.ASTNode;
import com.ezylang.evalex.parser.ParseException;
import com.ezylang.evalex.parser.Token.TokenType;
import dev.dubimport.sale.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A condition or a text that a mapping computes from the cells of a row, in the language of EvalEx. It can do nothing but look at
 * these cells: of the library's functions only some of those on texts are known, none that asks for the time or for chance, and
 * no arithmetic, by which one line could keep a processor busy for ever. Cells are texts: they are compared with texts, and are
 * never smaller or greater, since "10.00" comes before "5".
 *
 * @param text as it is written in the mapping
 * @param columns the columns it looks at
 */
record RowExpression(String text, List<ColumnNames> columns) {
    private static final int MOST_CHARACTERS = 2_000;

    static final String COLUMN = "COLUMN";
    static final String OPTIONAL = "OPTIONAL";
    private static final ExpressionConfiguration LANGUAGE = language();

    /** A text that is no expression; the message says what is wrong and what to write. */
    static final class Refused extends Exception {
        Refused(String message) {
            super(message);
        }
    }

    /** @param kind what it must come to */
    static RowExpression parse(String text, ExpressionKind kind) throws Refused {
        if (text.length() > MOST_CHARACTERS) {
            throw new Refused("longer than " + MOST_CHARACTERS + " characters; make several rules of it");
        }
        Expression expression = new Expression(text, LANGUAGE);
        try {
            List<ColumnNames> columns = new ArrayList<>();
            for (String name : expression.getUsedVariables()) {
                columns.add(ColumnNames.of(name));
            }
            for (ASTNode node : expression.getAllASTNodes()) {
                addColumnsOf(node, columns);
            }
            kind.ensureIs(ExpressionKind.of(expression.getAbstractSyntaxTree()));
            return new RowExpression(text, List.copyOf(columns));
        } catch (ParseException e) {
            throw new Refused(
                    "cannot be read at character " + e.getStartPosition() + " ("
                            + Shown.shortened(String.valueOf(e.getMessage()))
                            + "); write a condition such as Status == \"Paid\" or ONE_OF(COLUMN(\"Payment status\"), \"paid\")");
        }
    }

    /** The expression over the rows of one file. Safe for use by several threads. */
    Bound over(Header header) {
        CellFunctions.Cells cells = new CellFunctions.Cells(header);
        Expression expression = new Expression(
                text, LANGUAGE.toBuilder().dataAccessorSupplier(() -> cells).build());
        return new Bound(expression, cells, found(header, true), found(header, false));
    }

    /** Of each of its columns the one that the file has; with those of {@link #OPTIONAL}, or without. */
    private List<Column> found(Header header, boolean withOptional) {
        return columns.stream()
                .filter(names -> withOptional || !names.orNone())
                .map(header::firstOf)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /** An expression whose columns are known. */
    static final class Bound {
        private final Expression expression;
        private final CellFunctions.Cells cells;
        private final List<Column> read;
        private final List<Column> needed;

        /** @param needed those of the columns it reads that it does not call optional */
        private Bound(Expression expression, CellFunctions.Cells cells, List<Column> read, List<Column> needed) {
            this.expression = expression;
            this.cells = cells;
            this.read = read;
            this.needed = needed;
        }

        /** Whether the row says anything that it reads. */
        boolean isGiven(List<String> row) {
            return !read.stream().allMatch(column -> column.isBlank(row));
        }

        /** The columns that it needs and of which the row says nothing. */
        List<Column> blank(List<String> row) {
            return needed.stream().filter(column -> column.isBlank(row)).toList();
        }

        synchronized boolean isTrue(List<String> row) throws Refused {
            return value(row).getBooleanValue();
        }

        synchronized String text(List<String> row) throws Refused {
            return value(row).getStringValue();
        }

        private EvaluationValue value(List<String> row) throws Refused {
            cells.set(row);
            try {
                return expression.evaluate();
            } catch (EvaluationException | ParseException e) {
                throw new Refused("cannot be computed (" + Shown.shortened(String.valueOf(e.getMessage())) + ")");
            }
        }
    }

    private static void addColumnsOf(ASTNode node, List<ColumnNames> columns) throws Refused {
        String function = node.getToken().getValue();
        if (node.getToken().getType() != TokenType.FUNCTION
                || !(function.equalsIgnoreCase(COLUMN) || function.equalsIgnoreCase(OPTIONAL))) {
            return;
        }
        List<String> names = new ArrayList<>();
        for (ASTNode parameter : node.getParameters()) {
            if (parameter.getToken().getType() != TokenType.STRING_LITERAL) {
                throw new Refused(function + " takes names of columns in quotes; write " + function + "(\"Status\")");
            }
            names.add(parameter.getToken().getValue());
        }
        columns.add(new ColumnNames(names, function.equalsIgnoreCase(OPTIONAL)));
    }

    private static ExpressionConfiguration language() {
        MapBasedFunctionDictionary functions = new MapBasedFunctionDictionary();
        functions.addFunction(COLUMN, new CellFunctions.OfColumn());
        functions.addFunction(OPTIONAL, new CellFunctions.OfColumn());
        functions.addFunction("ONE_OF", new CellFunctions.OneOf());
        functions.addFunction("IF", new IfFunction());
        functions.addFunction("NOT", new NotFunction());
        functions.addFunction("STR_CONTAINS", new StringContains());
        functions.addFunction("STR_STARTS_WITH", new StringStartsWithFunction());
        functions.addFunction("STR_ENDS_WITH", new StringEndsWithFunction());
        functions.addFunction("STR_LOWER", new StringLowerFunction());
        functions.addFunction("STR_UPPER", new StringUpperFunction());
        functions.addFunction("STR_LEFT", new StringLeftFunction());
        functions.addFunction("STR_RIGHT", new StringRightFunction());
        functions.addFunction("STR_LENGTH", new StringLengthFunction());
        MapBasedOperatorDictionary operators = new MapBasedOperatorDictionary();
        operators.addOperator("+", new InfixPlusOperator());
        operators.addOperator("==", new InfixEqualsOperator());
        operators.addOperator("!=", new InfixNotEqualsOperator());
        operators.addOperator("<", new InfixLessOperator());
        operators.addOperator("<=", new InfixLessEqualsOperator());
        operators.addOperator(">", new InfixGreaterOperator());
        operators.addOperator(">=", new InfixGreaterEqualsOperator());
        operators.addOperator("&&", new InfixAndOperator());
        operators.addOperator("||", new InfixOrOperator());
        operators.addOperator("!", new PrefixNotOperator());
        return ExpressionConfiguration.builder()
                .operatorDictionary(operators)
                .functionDictionary(functions)
                .defaultConstants(Map.of("TRUE", EvaluationValue.TRUE, "FALSE", EvaluationValue.FALSE))
                .arraysAllowed(false)
                .structuresAllowed(false)
                .binaryAllowed(false)
                .implicitMultiplicationAllowed(false)
                .build();
    }
}
