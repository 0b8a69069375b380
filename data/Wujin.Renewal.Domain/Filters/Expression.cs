using NetTopologySuite.Geometries;

namespace Wujin.Renewal.Domain.Filters;

/// <summary>
/// A node of a CQL2 filter (OGC 21-065r2). A parser makes the tree as it was written; <see cref="FilterTyping"/> looks its names up, checks it, and gives
/// back one in which every node has a type.
/// </summary>
public abstract record Expression
{
    /// <summary>Where it was written.</summary>
    public FilterPlace At { get; init; }

    /// <summary>The type of its value.</summary>
    public abstract FilterType Type { get; }
}

/// <summary><c>TRUE</c> or <c>FALSE</c>.</summary>
public sealed record BooleanLiteral(bool Value) : Expression
{
    /// <inheritdoc/>
    public override FilterType Type => FilterType.Boolean;
}

/// <summary>A number.</summary>
/// <param name="Exact">The number as written, where a decimal can hold it.</param>
/// <param name="Nearest">The nearest double.</param>
public sealed record NumberLiteral(decimal? Exact, double Nearest) : Expression
{
    /// <inheritdoc/>
    public override FilterType Type => FilterType.Number;

    /// <summary>The negative of the number.</summary>
    public NumberLiteral Negate() => this with { Exact = -Exact, Nearest = -Nearest };
}

/// <summary>A text.</summary>
public sealed record TextLiteral(string Value) : Expression
{
    /// <inheritdoc/>
    public override FilterType Type => FilterType.Text;
}

/// <summary><c>DATE('2026-03-31')</c>.</summary>
public sealed record DateLiteral(DateOnly Value) : Expression
{
    /// <inheritdoc/>
    public override FilterType Type => FilterType.Date;
}

/// <summary><c>TIMESTAMP('2026-03-31T08:00:00Z')</c>.</summary>
public sealed record TimestampLiteral(DateTimeOffset Value) : Expression
{
    /// <inheritdoc/>
    public override FilterType Type => FilterType.Timestamp;
}

/// <summary><c>INTERVAL(start, finish)</c>.</summary>
/// <param name="Start">A date, a timestamp or a name; null where it is open (<c>'..'</c>).</param>
/// <param name="Finish">Likewise.</param>
public sealed record Interval(Expression? Start, Expression? Finish) : Expression
{
    /// <inheritdoc/>
    public override FilterType Type => FilterType.Interval;
}

/// <summary>A geometry as it was written: in the system of <c>filter-crs</c> and its axis order.</summary>
public sealed record GeometryLiteral(Geometry Value) : Expression
{
    /// <inheritdoc/>
    public override FilterType Type => FilterType.Geometry;
}

/// <summary><c>BBOX(…)</c>: four numbers, or six with heights.</summary>
public sealed record BoxLiteral(IReadOnlyList<double> Numbers) : Expression
{
    /// <inheritdoc/>
    public override FilterType Type => FilterType.Geometry;
}

/// <summary>A geometry in storage coordinates (EPSG:4490, longitude first), valid; what <see cref="FilterTyping"/> makes of a literal.</summary>
public sealed record StoredGeometry(Geometry Value) : Expression
{
    /// <inheritdoc/>
    public override FilterType Type => FilterType.Geometry;
}

/// <summary>The name of a queryable, not looked up yet.</summary>
public sealed record PropertyName(string Name) : Expression
{
    /// <inheritdoc/>
    public override FilterType Type => FilterType.Unresolved;
}

/// <summary>A queryable.</summary>
public sealed record QueryableReference(QueryableProperty Queryable) : Expression
{
    /// <inheritdoc/>
    public override FilterType Type => Queryable.Type;
}

/// <summary>A call of one of <see cref="FilterFunction.All"/>.</summary>
/// <param name="Name">The name as it was written.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Function">The function, once it has been looked up.</param>
public sealed record FunctionCall(string Name, IReadOnlyList<Expression> Arguments, FilterFunction? Function = null) : Expression
{
    /// <inheritdoc/>
    public override FilterType Type => Function?.Returns ?? FilterType.Unresolved;
}

/// <summary><c>CASEI(…)</c> or <c>ACCENTI(…)</c>.</summary>
/// <param name="IsCase">Folds case; else accents.</param>
/// <param name="Operand">A text.</param>
public sealed record Folded(bool IsCase, Expression Operand) : Expression
{
    /// <inheritdoc/>
    public override FilterType Type => FilterType.Text;
}

/// <summary>Arithmetic on two numbers.</summary>
public sealed record Arithmetic(ArithmeticOperator Operator, Expression Left, Expression Right) : Expression
{
    /// <inheritdoc/>
    public override FilterType Type => FilterType.Number;
}

/// <summary>What is true or false.</summary>
public abstract record Predicate : Expression
{
    /// <inheritdoc/>
    public sealed override FilterType Type => FilterType.Boolean;
}

/// <summary>Two or more joined by <c>AND</c> or by <c>OR</c>.</summary>
public sealed record Junction(bool IsAnd, IReadOnlyList<Expression> Operands) : Predicate;

/// <summary><c>NOT …</c>.</summary>
public sealed record Negation(Expression Operand) : Predicate;

/// <summary>Two values compared.</summary>
public sealed record Comparison(ComparisonOperator Operator, Expression Left, Expression Right) : Predicate;

/// <summary><c>value LIKE pattern</c>: <c>%</c> any characters, <c>_</c> one, <c>\</c> before either as itself.</summary>
public sealed record Like(Expression Value, Expression Pattern) : Predicate;

/// <summary><c>value BETWEEN lowest AND highest</c>, both included.</summary>
public sealed record Between(Expression Value, Expression Lowest, Expression Highest) : Predicate;

/// <summary><c>value IN (…)</c>.</summary>
public sealed record Membership(Expression Value, IReadOnlyList<Expression> Items) : Predicate;

/// <summary><c>value IS NULL</c>.</summary>
public sealed record NullTest(Expression Operand) : Predicate;

/// <summary>Two geometries compared.</summary>
public sealed record SpatialPredicate(SpatialOperator Operator, Expression Left, Expression Right) : Predicate;

/// <summary>Two instants or intervals compared.</summary>
public sealed record TemporalPredicate(TemporalOperator Operator, Expression Left, Expression Right) : Predicate;
