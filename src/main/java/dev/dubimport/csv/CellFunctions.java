package dev.dubimport.csv;

import com.ezylang.evalex.Expression;
import com.ezylang.evalex.data.DataAccessorIfc;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.functions.AbstractFunction;
import com.ezylang.evalex.functions.FunctionParameter;
import com.ezylang.evalex.parser.Token;
import dev.dubimport.sale.Blanks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What an expression of a mapping can ask of a row. */
final class CellFunctions {
    private static final EvaluationValue NOTHING = EvaluationValue.stringValue("");

    private CellFunctions() {}

    /** The cells of the row that is looked at, by the names of their columns, without the blanks around them. */
    static final class Cells implements DataAccessorIfc {
        private final Header header;
        /** By the names as the expression writes them, so that a row costs no search. */
        private final Map<String, OptionalInt> indexes = new HashMap<>();

        private List<String> row = List.of();

        Cells(Header header) {
            this.header = header;
        }

        void set(List<String> newRow) {
            row = newRow;
        }

        @Override
        public @Nullable EvaluationValue getData(String column) {
            OptionalInt index = indexes.computeIfAbsent(column, header::indexOf);
            return index.isEmpty() ? null : EvaluationValue.stringValue(Blanks.strip(row.get(index.getAsInt())));
        }

        @Override
        public void setData(String column, EvaluationValue value) {
            throw new UnsupportedOperationException("a row is looked at, not written");
        }
    }

    /** {@code COLUMN("Paid at", "Created at")}: the cell of the first of these columns that the file has. */
    @FunctionParameter(name = "names", isVarArg = true)
    static final class OfColumn extends AbstractFunction {
        @Override
        public EvaluationValue evaluate(Expression expression, Token token, EvaluationValue... names) {
            for (EvaluationValue name : names) {
                EvaluationValue cell = expression.getDataAccessor().getData(name.getStringValue());
                if (cell != null) {
                    return cell;
                }
            }
            return NOTHING;
        }
    }

    /** {@code ONE_OF(Status, "paid", "succeeded")}: whether the first is one of the others, without regard to case. */
    @FunctionParameter(name = "value")
    @FunctionParameter(name = "choices", isVarArg = true)
    static final class OneOf extends AbstractFunction {
        @Override
        public EvaluationValue evaluate(Expression expression, Token token, EvaluationValue... values) {
            String value = values[0].getStringValue();
            for (int i = 1; i < values.length; i++) {
                if (value.equalsIgnoreCase(values[i].getStringValue())) {
                    return EvaluationValue.TRUE;
                }
            }
            return EvaluationValue.FALSE;
        }
    }
}
