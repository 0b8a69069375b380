using System.Text;
using NetTopologySuite.Geometries;
using NpgsqlTypes;
using Wujin.Renewal.Domain.Filters;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Store.Filters;

/// <summary>
/// Translates a filter that <see cref="FilterTyping"/> has checked to SQL over the alias <c>f</c> of a collection's view. Columns come from the catalogue,
/// operators and functions from this file, and every value is a parameter: nothing that a client wrote becomes SQL. Nulls go through as in SQL, whose
/// three-valued logic is that of CQL2.
/// </summary>
internal sealed class FilterSql
{
    private const string InChina = " AT TIME ZONE 'Asia/Shanghai')::date";

    private readonly StringBuilder _sql;
    private readonly Func<object, NpgsqlDbType, string> _add;

    private FilterSql(StringBuilder sql, Func<object, NpgsqlDbType, string> add)
    {
        _sql = sql;
        _add = add;
    }

    /// <summary>Appends a filter as a condition.</summary>
    /// <param name="sql">Where to.</param>
    /// <param name="filter">The checked filter.</param>
    /// <param name="add">Adds a parameter and gives its placeholder.</param>
    internal static void Append(StringBuilder sql, Expression filter, Func<object, NpgsqlDbType, string> add) => new FilterSql(sql, add).Write(filter);

    private void Write(Expression expression)
    {
        switch (expression)
        {
            case BooleanLiteral literal:
                _sql.Append(literal.Value ? "TRUE" : "FALSE");
                break;
            case NumberLiteral number:
                _sql.Append(Number(number));
                break;
            case TextLiteral text:
                _sql.Append(_add(text.Value, NpgsqlDbType.Text));
                break;
            case DateLiteral date:
                _sql.Append(_add(date.Value, NpgsqlDbType.Date));
                break;
            case TimestampLiteral instant:
                _sql.Append(_add(instant.Value, NpgsqlDbType.TimestampTz));
                break;
            case StoredGeometry geometry:
                _sql.Append(Geometry(geometry.Value));
                break;
            case QueryableReference reference:
                _sql.Append(Column(reference.Queryable));
                break;
            case FunctionCall call:
                Write(call);
                break;
            case Folded folded:
                Call(folded.IsCase ? "renewal.casei(" : "renewal.accenti(", folded.Operand);
                break;
            case Arithmetic arithmetic:
                Write(arithmetic);
                break;
            default:
                WritePredicate(expression);
                break;
        }
    }

    private void WritePredicate(Expression expression)
    {
        switch (expression)
        {
            case Junction junction:
                List("(", junction.Operands, junction.IsAnd ? " AND " : " OR ");
                break;
            case Negation negation:
                Call("(NOT ", negation.Operand);
                break;
            case Comparison comparison:
                Compare(comparison.Left, " " + comparison.Operator.Symbol() + " ", comparison.Right, comparison.Operator is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual));
                break;
            case Like like:
                Call("(", like.Value, " LIKE ", like.Pattern);
                break;
            case Between between:
                _sql.Append('(');
                Compare(between.Value, " >= ", between.Lowest, isOrdered: true);
                _sql.Append(" AND ");
                Compare(between.Value, " <= ", between.Highest, isOrdered: true);
                _sql.Append(')');
                break;
            case Membership membership:
                Write(membership);
                break;
            case NullTest { Operand: Interval interval }:
                Call("(", interval.Start ?? new BooleanLiteral(true), " IS NULL OR ", interval.Finish ?? new BooleanLiteral(true), " IS NULL)");
                break;
            case NullTest test:
                Call("(", test.Operand, " IS NULL)");
                break;
            case SpatialPredicate spatial:
                Call(Relation(spatial.Operator), spatial.Left, ", ", spatial.Right);
                break;
            case TemporalPredicate temporal:
                _sql.Append(TemporalSql.Condition(temporal.Operator, Times(temporal.Left), Times(temporal.Right)));
                break;
            default:
                throw new NotSupportedException($"No SQL for {expression.GetType().Name}.");
        }
    }

    private void Call(string before, Expression operand, string after = ")")
    {
        _sql.Append(before);
        Write(operand);
        _sql.Append(after);
    }

    private void Call(string before, Expression first, string between, Expression second, string after = ")")
    {
        Call(before, first, between);
        Call("", second, after);
    }

    private void List(string before, IReadOnlyList<Expression> members, string between, string after = ")")
    {
        _sql.Append(before);
        for (var i = 0; i < members.Count; i++)
        {
            _sql.Append(i == 0 ? "" : between);
            Write(members[i]);
        }

        _sql.Append(after);
    }

    /// <remarks>
    /// Texts are ordered by code point, the same on every machine. Columns of different collations cannot be compared without naming one; against a
    /// value the column's own is left, so that its index serves.
    /// </remarks>
    private void Compare(Expression left, string symbol, Expression right, bool isOrdered)
    {
        var isCollated = left.Type == FilterType.Text && (isOrdered || (left is not TextLiteral && right is not TextLiteral));
        var isMixed = left.Type.IsInstant() && left.Type != right.Type;
        _sql.Append('(');
        Operand(left);
        _sql.Append(isCollated ? " COLLATE \"C\"" : "").Append(symbol);
        Operand(right);
        _sql.Append(')');

        void Operand(Expression side)
        {
            if (isMixed && side.Type == FilterType.Timestamp)
            {
                Call("(", side, InChina);
            }
            else
            {
                Write(side);
            }
        }
    }

    private void Write(Membership membership)
    {
        if (membership.Value.Type == FilterType.Text && membership.Items.All(i => i is TextLiteral))
        {
            Call("(", membership.Value, " = ANY(");
            _sql.Append(_add(membership.Items.Select(i => ((TextLiteral)i).Value).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text)).Append("))");
            return;
        }

        _sql.Append('(');
        for (var i = 0; i < membership.Items.Count; i++)
        {
            _sql.Append(i == 0 ? "" : " OR ");
            Compare(membership.Value, " = ", membership.Items[i], isOrdered: false);
        }

        _sql.Append(')');
    }

    /// <remarks>In exact decimals, so that 0.1 + 0.2 is 0.3. What divides by zero has no value.</remarks>
    private void Write(Arithmetic arithmetic)
    {
        var (before, symbol, after) = arithmetic.Operator switch
        {
            ArithmeticOperator.Divide => ("(", " / NULLIF(", ", 0))"),
            ArithmeticOperator.Modulo => ("(", " % NULLIF(", ", 0))"),
            ArithmeticOperator.IntegerDivide => ("div(", ", NULLIF(", ", 0))"),
            ArithmeticOperator.Power => ("renewal.power_of(", ", ", ")"),
            _ => ("(", " " + arithmetic.Operator.Symbol() + " ", ")"),
        };
        _sql.Append(before);
        Decimal(arithmetic.Left);
        _sql.Append(symbol);
        Decimal(arithmetic.Right);
        _sql.Append(after);
    }

    private void Decimal(Expression operand)
    {
        if (operand is Arithmetic)
        {
            Write(operand);
        }
        else
        {
            Call("(", operand, ")::numeric");
        }
    }

    private void Write(FunctionCall call)
    {
        var arguments = call.Arguments;
        switch (call.Function!.Name)
        {
            case "today":
                _sql.Append("renewal.today()");
                break;
            case "now":
                _sql.Append("statement_timestamp()");
                break;
            case "year" or "month" or "day":
                Call($"extract({call.Function.Name} FROM ", arguments[0], arguments[0].Type == FilterType.Timestamp ? " AT TIME ZONE 'Asia/Shanghai')" : ")");
                break;
            case "abs" or "floor" or "ceiling" or "round":
                Call(call.Function.Name + "((", arguments[0], ")::numeric)");
                break;
            case "buffer_m":
                Call("renewal.buffer_m(", arguments[0], ", (", arguments[1], ")::double precision)");
                break;
            default:
                List(SqlName(call.Function.Name) + "(", arguments, ", ");
                break;
        }
    }

    private static string SqlName(string function) => function switch
    {
        "lower" => "renewal.text_lower",
        "upper" => "renewal.text_upper",
        "trim" => "btrim",
        "length" => "char_length",
        "area_m2" => "renewal.area_m2",
        "length_m" => "renewal.length_m",
        "distance_m" => "renewal.distance_m",
        "centroid" => "ST_Centroid",
        "envelope" => "ST_Envelope",
        _ => throw new NotSupportedException($"No SQL for the function {function}."),
    };

    private TemporalSql.Times Times(Expression side)
    {
        string Text(Expression end)
        {
            var start = _sql.Length;
            Write(end);
            var text = _sql.ToString(start, _sql.Length - start);
            _sql.Length = start;
            return text;
        }

        TemporalSql.End End(Expression? end, bool isStart) => end is null
            ? new TemporalSql.End(isStart ? "'-infinity'" : "'infinity'", null, false)
            : new TemporalSql.End(Text(end), end.Type, end is not (DateLiteral or TimestampLiteral));

        return side is Interval interval
            ? new TemporalSql.Times(End(interval.Start, true), End(interval.Finish, false), IsInterval: true)
            : new TemporalSql.Times(End(side, true), End(side, false), IsInterval: false);
    }

    private static string Column(QueryableProperty queryable) => queryable.Property is { } property ? "f.\"" + property.Name + "\"" : "f.geom";

    private string Number(NumberLiteral number) => number.Exact switch
    {
        { } exact when exact == decimal.Truncate(exact) && Math.Abs(exact) <= long.MaxValue / 2 => _add((long)exact, NpgsqlDbType.Bigint),
        { } exact => _add(exact, NpgsqlDbType.Numeric),
        _ => _add(number.Nearest, NpgsqlDbType.Double),
    };

    private string Geometry(Geometry geometry) => $"ST_GeomFromWKB({_add(geometry.ToBinary(), NpgsqlDbType.Bytea)}, {GeometryRules.StorageSrid})";

    private static string Relation(SpatialOperator relation) => relation switch
    {
        SpatialOperator.Intersects => "ST_Intersects(",
        SpatialOperator.Disjoint => "NOT ST_Intersects(",
        SpatialOperator.Equals => "ST_Equals(",
        SpatialOperator.Touches => "ST_Touches(",
        SpatialOperator.Within => "ST_Within(",
        SpatialOperator.Overlaps => "ST_Overlaps(",
        SpatialOperator.Crosses => "ST_Crosses(",
        SpatialOperator.Contains => "ST_Contains(",
        _ => throw new ArgumentOutOfRangeException(nameof(relation)),
    };
}
