using System.Globalization;
using System.Text;
using NetTopologySuite.Geometries;

namespace Wujin.Renewal.Domain.Filters;

/// <summary>Writes filters as CQL2 text.</summary>
public static class FilterText
{
    private static readonly HashSet<string> Reserved = new(
        ["and", "or", "not", "like", "between", "in", "is", "null", "true", "false", "div"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The text of a filter that <see cref="FilterTyping"/> has not changed yet.</summary>
    public static string Write(Expression filter)
    {
        var text = new StringBuilder();
        Append(text, filter);
        return text.ToString();
    }

    /// <summary>A name as it stands in CQL2 text, in double quotes where it has to be.</summary>
    public static string Name(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Reserved.Contains(name) ? "\"" + name + "\"" : name;
    }

    /// <summary>A text in single quotes.</summary>
    public static string Quote(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var quoted = new StringBuilder("'", text.Length + 2);
        foreach (var c in text)
        {
            _ = c switch
            {
                '\'' => quoted.Append("''"),
                '\\' => quoted.Append(@"\\"),
                >= '\a' and <= '\r' => quoted.Append('\\').Append("abtnvfr"[c - '\a']),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('\'').ToString();
    }

    internal static string Number(NumberLiteral number) =>
        number.Exact?.ToString(CultureInfo.InvariantCulture) ?? number.Nearest.ToString("R", CultureInfo.InvariantCulture);

    private static void Append(StringBuilder text, Expression expression)
    {
        _ = expression switch
        {
            BooleanLiteral literal => text.Append(literal.Value ? "TRUE" : "FALSE"),
            NumberLiteral number => text.Append(Number(number)),
            TextLiteral literal => text.Append(Quote(literal.Value)),
            DateLiteral date => text.Append("DATE('").Append(FilterTimes.Text(date.Value)).Append("')"),
            TimestampLiteral instant => text.Append("TIMESTAMP('").Append(FilterTimes.Text(instant.Value)).Append("')"),
            Interval interval => AppendInterval(text, interval),
            GeometryLiteral geometry => text.Append(Wkt(geometry.Value)),
            BoxLiteral box => text.Append("BBOX(").AppendJoin(", ", box.Numbers.Select(n => n.ToString("R", CultureInfo.InvariantCulture))).Append(')'),
            PropertyName name => text.Append(Name(name.Name)),
            QueryableReference reference => text.Append(Name(reference.Queryable.Name)),
            FunctionCall call => AppendList(text.Append(call.Name).Append('('), call.Arguments),
            Folded folded => AppendList(text.Append(folded.IsCase ? "CASEI(" : "ACCENTI("), [folded.Operand]),
            Arithmetic arithmetic => AppendBinary(text, arithmetic.Left, " " + arithmetic.Operator.Symbol() + " ", arithmetic.Right),
            Comparison comparison => AppendBinary(text, comparison.Left, " " + comparison.Operator.Symbol() + " ", comparison.Right),
            Like like => AppendBinary(text, like.Value, " LIKE ", like.Pattern),
            Between between => AppendInner(AppendBinary(text, between.Value, " BETWEEN ", between.Lowest).Append(" AND "), between.Highest),
            Membership membership => AppendList(AppendInner(text, membership.Value).Append(" IN ("), membership.Items),
            NullTest test => AppendInner(text, test.Operand).Append(" IS NULL"),
            Negation negation => AppendInner(text.Append("NOT "), negation.Operand),
            Junction junction => AppendJunction(text, junction),
            SpatialPredicate spatial => AppendList(text.Append(spatial.Operator.Name().ToUpperInvariant()).Append('('), [spatial.Left, spatial.Right]),
            TemporalPredicate temporal => AppendList(text.Append(temporal.Operator.Name().ToUpperInvariant()).Append('('), [temporal.Left, temporal.Right]),
            _ => throw new NotSupportedException($"No CQL2 for {expression.GetType().Name}."),
        };
    }

    private static StringBuilder AppendList(StringBuilder text, IReadOnlyList<Expression> members)
    {
        for (var i = 0; i < members.Count; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            Append(text, members[i]);
        }

        return text.Append(')');
    }

    private static StringBuilder AppendBinary(StringBuilder text, Expression left, string symbol, Expression right) =>
        AppendInner(AppendInner(text, left).Append(symbol), right);

    private static StringBuilder AppendJunction(StringBuilder text, Junction junction)
    {
        for (var i = 0; i < junction.Operands.Count; i++)
        {
            AppendInner(text.Append(i == 0 ? "" : junction.IsAnd ? " AND " : " OR "), junction.Operands[i]);
        }

        return text;
    }

    /// <summary>An operand, in brackets where it is an operation itself.</summary>
    private static StringBuilder AppendInner(StringBuilder text, Expression operand)
    {
        var isBare = operand is not (Junction or Negation or Comparison or Like or Between or Membership or NullTest or Arithmetic);
        Append(isBare ? text : text.Append('('), operand);
        return isBare ? text : text.Append(')');
    }

    private static StringBuilder AppendInterval(StringBuilder text, Interval interval)
    {
        void End(Expression? end)
        {
            switch (end)
            {
                case null:
                    text.Append("'..'");
                    break;
                case DateLiteral date:
                    text.Append(Quote(FilterTimes.Text(date.Value)));
                    break;
                case TimestampLiteral instant:
                    text.Append(Quote(FilterTimes.Text(instant.Value)));
                    break;
                default:
                    Append(text, end);
                    break;
            }
        }

        text.Append("INTERVAL(");
        End(interval.Start);
        text.Append(", ");
        End(interval.Finish);
        return text.Append(')');
    }

    private static string Wkt(Geometry geometry)
    {
        var name = geometry.GeometryType.ToUpperInvariant();
        return name + (geometry.NumPoints > 0 && !double.IsNaN(geometry.Coordinate.Z) ? " Z " : "") + Body(geometry);
    }

    private static string Body(Geometry geometry) => geometry switch
    {
        Point point => Positions(point),
        LineString line => Positions(line),
        Polygon polygon => "(" + string.Join(", ", polygon.Holes.Prepend(polygon.Shell).Select(Positions)) + ")",
        GeometryCollection { OgcGeometryType: OgcGeometryType.GeometryCollection } collection => "(" + string.Join(", ", collection.Geometries.Select(Wkt)) + ")",
        GeometryCollection collection => "(" + string.Join(", ", collection.Geometries.Select(Body)) + ")",
        _ => throw new NotSupportedException($"No CQL2 for {geometry.GeometryType}."),
    };

    private static string Positions(Geometry line) => "(" + string.Join(", ", line.Coordinates.Select(c =>
        string.Join(' ', new[] { c.X, c.Y, c.Z }.Where(n => !double.IsNaN(n)).Select(n => n.ToString("R", CultureInfo.InvariantCulture))))) + ")";
}
