using Wujin.Renewal.Domain.Crs;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Domain.Filters;

/// <summary>
/// Looks up the names of a filter among the queryables of a collection, checks that every operator gets values it can work on, and takes its geometries to
/// storage coordinates. What comes out holds no name that is not in the catalogue.
/// </summary>
public sealed class FilterTyping
{
    private readonly CollectionDefinition _collection;
    private readonly IReadOnlyDictionary<string, QueryableProperty> _queryables;
    private readonly FilterGeometry _geometry;
    private int _nodes;
    private int _depth;

    private FilterTyping(CollectionDefinition collection, CoordinateSystem crs)
    {
        _collection = collection;
        _queryables = QueryableProperty.Of(collection);
        _geometry = new FilterGeometry(crs);
    }

    /// <summary>Checks a filter and gives it its types.</summary>
    /// <param name="filter">The filter as a parser made it.</param>
    /// <param name="collection">The collection it is for.</param>
    /// <param name="crs">The system of its geometries, whose axis order they are in.</param>
    /// <exception cref="FilterException">A name is unknown, types do not fit, or a geometry cannot be used.</exception>
    public static Expression Resolve(Expression filter, CollectionDefinition collection, CoordinateSystem crs)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return new FilterTyping(collection, crs).Require(filter, FilterType.Boolean, "A filter is true or false");
    }

    private Expression Require(Expression expression, FilterType type, string reason)
    {
        var resolved = Resolve(expression);
        return resolved.Type == type ? resolved : throw new FilterException(expression.At, $"{reason}, but this is {Shown(resolved)}. {Expected(type)}");
    }

    private static string Expected(FilterType type) => type switch
    {
        FilterType.Boolean => "Expected a comparison, a predicate, TRUE or FALSE.",
        FilterType.Text => "Expected a text in single quotes, or a queryable that is a text.",
        _ => $"Expected {type.Name()}.",
    };

    private static string Shown(Expression resolved) => resolved switch
    {
        QueryableReference reference => $"{reference.Queryable.Name}, {resolved.Type.Name()}",
        _ => resolved.Type.Name(),
    };

    private Expression Resolve(Expression expression)
    {
        if (++_nodes > FilterLimits.Nodes)
        {
            throw new FilterException(expression.At, FilterLimits.TooMany);
        }

        if (++_depth > FilterLimits.Steps)
        {
            throw new FilterException(expression.At, FilterLimits.TooDeep);
        }

        var resolved = Known(expression);
        _depth--;
        return resolved;
    }

    private Expression Known(Expression expression) =>
        expression switch
        {
            PropertyName name => Find(name),
            GeometryLiteral or BoxLiteral => _geometry.ToStorage(expression, isVertexwise: false),
            Junction junction => junction with { Operands = [.. junction.Operands.Select(o => Require(o, FilterType.Boolean, junction.IsAnd ? "AND joins what is true or false" : "OR joins what is true or false"))] },
            Negation negation => negation with { Operand = Require(negation.Operand, FilterType.Boolean, "NOT turns what is true or false") },
            Comparison comparison => Compare(comparison),
            Like like => Match(like),
            Between between => Within(between),
            Membership membership => Among(membership),
            NullTest test => test with { Operand = Resolve(test.Operand) },
            Folded folded => folded with { Operand = Require(folded.Operand, FilterType.Text, folded.IsCase ? "CASEI takes a text" : "ACCENTI takes a text") },
            Arithmetic arithmetic => Calculate(arithmetic),
            SpatialPredicate spatial => Relate(spatial),
            TemporalPredicate temporal => Relate(temporal),
            Interval interval => Resolve(interval),
            FunctionCall call => Call(call),
            _ => expression,
        };

    private QueryableReference Find(PropertyName name) => _queryables.TryGetValue(name.Name, out var queryable)
        ? new QueryableReference(queryable) { At = name.At }
        : throw new FilterException(
            name.At, $"{_collection.Id} has no queryable \"{Printable(name.Name)}\". Expected one of {string.Join(", ", _queryables.Keys)}. Names are case-sensitive; a text stands in single quotes.");

    private Comparison Compare(Comparison comparison)
    {
        var (left, right) = Pair(Resolve(comparison.Left), Resolve(comparison.Right), comparison.Operator.Symbol());
        if (left.Type == FilterType.Boolean && comparison.Operator is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual))
        {
            throw new FilterException(comparison.At, $"True and false have no order. Expected = or <>, not {comparison.Operator.Symbol()}.");
        }

        return comparison with { Left = left, Right = right };
    }

    private Like Match(Like like)
    {
        var value = Require(like.Value, FilterType.Text, "LIKE compares texts");
        var pattern = Require(like.Pattern, FilterType.Text, "The pattern of LIKE is a text");
        var inner = pattern;
        while (inner is Folded folded)
        {
            inner = folded.Operand;
        }

        if (inner is not TextLiteral text)
        {
            throw new FilterException(like.Pattern.At, "The pattern of LIKE is a text in single quotes, or CASEI or ACCENTI of one.");
        }

        var escapes = text.Value.Length - text.Value.TrimEnd('\\').Length;
        return escapes % 2 == 0
            ? like with { Value = value, Pattern = pattern }
            : throw new FilterException(text.At, "The pattern ends with a single backslash, which has to stand before the character it takes as it is.");
    }

    private Between Within(Between between)
    {
        var value = Resolve(between.Value);
        var (first, lowest) = Pair(value, Resolve(between.Lowest), "BETWEEN");
        var (_, highest) = Pair(first, Resolve(between.Highest), "BETWEEN");
        return first.Type is FilterType.Number || first.Type.IsInstant()
            ? between with { Value = first, Lowest = lowest, Highest = highest }
            : throw new FilterException(between.Value.At, $"BETWEEN compares numbers, but this is {Shown(first)}. Expected a number, a date or a timestamp.");
    }

    private Membership Among(Membership membership)
    {
        var value = Resolve(membership.Value);
        return membership with { Value = value, Items = [.. membership.Items.Select(item => Pair(value, Resolve(item), "IN").Right)] };
    }

    private Arithmetic Calculate(Arithmetic arithmetic)
    {
        var reason = arithmetic.Operator.Symbol() + " calculates with numbers";
        return arithmetic with { Left = Require(arithmetic.Left, FilterType.Number, reason), Right = Require(arithmetic.Right, FilterType.Number, reason) };
    }

    /// <summary>Two values that are to be compared. A text beside a date is read as one: '2026-03-31' needs no DATE(…).</summary>
    private static (Expression Left, Expression Right) Pair(Expression left, Expression right, string symbol)
    {
        foreach (var side in (ReadOnlySpan<Expression>)[left, right])
        {
            if (side.Type is FilterType.Geometry or FilterType.Interval)
            {
                throw new FilterException(side.At, $"{symbol} compares texts, numbers, dates, timestamps, true and false, but this is {Shown(side)}. Expected a function S_… for geometries, T_… for intervals.");
            }
        }

        if (left.Type.IsInstant() && right is TextLiteral text)
        {
            right = FilterTimes.Literal(text.Value, text.At);
        }
        else if (right.Type.IsInstant() && left is TextLiteral first)
        {
            left = FilterTimes.Literal(first.Value, first.At);
        }

        return left.Type == right.Type || (left.Type.IsInstant() && right.Type.IsInstant())
            ? (left, right)
            : throw new FilterException(
                right.At, $"{symbol} compares values of one type, but {Shown(left)} stands against {Shown(right)}. Expected {left.Type.Name()}{(left.Type == FilterType.Text ? ", in single quotes" : "")}.");
    }

    private SpatialPredicate Relate(SpatialPredicate predicate)
    {
        var name = predicate.Operator.Name().ToUpperInvariant();
        Expression Side(Expression side) => side is GeometryLiteral or BoxLiteral
            ? FilterGeometry.CheckCollection(Counted(_geometry.ToStorage(side, predicate.Operator == SpatialOperator.Equals)), predicate.Operator)
            : Require(side, FilterType.Geometry, $"{name} compares geometries");
        return predicate with { Left = Side(predicate.Left), Right = Side(predicate.Right) };
    }

    private TemporalPredicate Relate(TemporalPredicate predicate)
    {
        var name = predicate.Operator.Name().ToUpperInvariant();
        Expression Side(Expression side)
        {
            var resolved = side is TextLiteral text ? FilterTimes.Literal(text.Value, text.At) : Resolve(side);
            if (!resolved.Type.IsInstant() && resolved.Type != FilterType.Interval)
            {
                throw new FilterException(side.At, $"{name} compares times, but this is {Shown(resolved)}. Expected DATE('…'), TIMESTAMP('…'), INTERVAL(…, …) or a queryable that is a date or a timestamp.");
            }

            return resolved.Type == FilterType.Interval || !predicate.Operator.IsForIntervalsOnly()
                ? resolved
                : throw new FilterException(side.At, $"{name} compares intervals, but this is {Shown(resolved)}. Expected INTERVAL(…, …); for dates use T_INTERSECTS, T_BEFORE or T_AFTER.");
        }

        return predicate with { Left = Side(predicate.Left), Right = Side(predicate.Right) };
    }

    private Interval Resolve(Interval interval)
    {
        Expression? End(Expression? end)
        {
            if (end is null)
            {
                return null;
            }

            var resolved = Resolve(end);
            return resolved.Type.IsInstant()
                ? resolved
                : throw new FilterException(end.At, $"An interval runs between times, but this is {Shown(resolved)}. Expected a date, a timestamp, '..' or a queryable that is one.");
        }

        var (start, finish) = (End(interval.Start), End(interval.Finish));
        return FilterTimes.IsReversed(start, finish)
            ? throw new FilterException(interval.At, "The interval ends before it starts.")
            : interval with { Start = start, Finish = finish };
    }

    private FunctionCall Call(FunctionCall call)
    {
        var function = FilterFunction.Find(call.Name)
            ?? throw new FilterException(call.At, $"There is no function \"{Printable(call.Name)}\". Expected one of {string.Join(", ", FilterFunction.All.Select(f => f.Name))}, or one of CQL2.");
        if (call.Arguments.Count != function.Arguments.Length)
        {
            throw new FilterException(call.At, $"{function.Name} takes {function.Arguments.Length} arguments, not {call.Arguments.Count}. Expected {Signature(function)}.");
        }

        var arguments = call.Arguments.Select((argument, i) =>
        {
            var resolved = Resolve(argument);
            return function.Arguments[i].Types.Contains(resolved.Type)
                ? resolved
                : throw new FilterException(argument.At, $"Argument {i + 1} of {function.Name} is {Shown(resolved)}. Expected {Signature(function)}.");
        }).ToList();
        return call with { Arguments = arguments, Function = function };
    }

    private Expression Counted(Expression literal) => ++_nodes > FilterLimits.Nodes ? throw new FilterException(literal.At, FilterLimits.TooMany) : literal;

    private static string Signature(FilterFunction function) => $"{function.Name}({string.Join(", ", function.Arguments.Select(a => a.Title))})";

    private static string Printable(string text) => ValueRules.Printable(text);
}
