using System.Collections.Frozen;

namespace Wujin.Renewal.Domain.Filters;

/// <summary>Comparison of scalars.</summary>
public enum ComparisonOperator
{
    /// <summary><c>=</c></summary>
    Equal,

    /// <summary><c>&lt;&gt;</c></summary>
    NotEqual,

    /// <summary><c>&lt;</c></summary>
    Less,

    /// <summary><c>&gt;</c></summary>
    Greater,

    /// <summary><c>&lt;=</c></summary>
    LessOrEqual,

    /// <summary><c>&gt;=</c></summary>
    GreaterOrEqual,
}

/// <summary>Arithmetic.</summary>
public enum ArithmeticOperator
{
    /// <summary><c>+</c></summary>
    Add,

    /// <summary><c>-</c></summary>
    Subtract,

    /// <summary><c>*</c></summary>
    Multiply,

    /// <summary><c>/</c>, exact; by zero there is no value.</summary>
    Divide,

    /// <summary><c>%</c>, with the sign of the dividend.</summary>
    Modulo,

    /// <summary><c>div</c>, the quotient cut off towards zero.</summary>
    IntegerDivide,

    /// <summary><c>^</c></summary>
    Power,
}

/// <summary>Spatial comparison, as OGC 06-103r4 (Simple Features), clause 6.1.15, defines it.</summary>
public enum SpatialOperator
{
    /// <summary>S_INTERSECTS: they share a point.</summary>
    Intersects,

    /// <summary>S_EQUALS: they are the same points.</summary>
    Equals,

    /// <summary>S_DISJOINT: they share no point.</summary>
    Disjoint,

    /// <summary>S_TOUCHES: they share points of boundaries only.</summary>
    Touches,

    /// <summary>S_WITHIN: the first lies in the second.</summary>
    Within,

    /// <summary>S_OVERLAPS: of the same dimension, they share some of it and not all.</summary>
    Overlaps,

    /// <summary>S_CROSSES: some inner points are shared and others not, and what is shared has a lower dimension.</summary>
    Crosses,

    /// <summary>S_CONTAINS: the second lies in the first.</summary>
    Contains,
}

/// <summary>Temporal comparison (W3C Time Ontology; Allen's relations). Those beyond <see cref="Intersects"/> are for intervals only.</summary>
public enum TemporalOperator
{
    /// <summary>T_AFTER: the first begins after the second ends.</summary>
    After,

    /// <summary>T_BEFORE: the first ends before the second begins.</summary>
    Before,

    /// <summary>T_DISJOINT: one is before the other.</summary>
    Disjoint,

    /// <summary>T_EQUALS: both begin and both end together.</summary>
    Equals,

    /// <summary>T_INTERSECTS: not disjoint.</summary>
    Intersects,

    /// <summary>T_CONTAINS: the first begins before the second and ends after it.</summary>
    Contains,

    /// <summary>T_DURING: the first begins after the second and ends before it.</summary>
    During,

    /// <summary>T_FINISHEDBY: the first begins before the second, and they end together.</summary>
    FinishedBy,

    /// <summary>T_FINISHES: the first begins after the second, and they end together.</summary>
    Finishes,

    /// <summary>T_MEETS: the first ends where the second begins.</summary>
    Meets,

    /// <summary>T_METBY: the first begins where the second ends.</summary>
    MetBy,

    /// <summary>T_OVERLAPPEDBY: the second overlaps the first.</summary>
    OverlappedBy,

    /// <summary>T_OVERLAPS: the first begins before the second and ends in it.</summary>
    Overlaps,

    /// <summary>T_STARTEDBY: they begin together, and the first ends after the second.</summary>
    StartedBy,

    /// <summary>T_STARTS: they begin together, and the first ends before the second.</summary>
    Starts,
}

/// <summary>How operators are spelt.</summary>
public static class OperatorNames
{
    /// <summary>Comparisons by symbol, the same in text and JSON.</summary>
    public static readonly FrozenDictionary<string, ComparisonOperator> Comparisons = new Dictionary<string, ComparisonOperator>
    {
        ["="] = ComparisonOperator.Equal, ["<>"] = ComparisonOperator.NotEqual, ["<"] = ComparisonOperator.Less, [">"] = ComparisonOperator.Greater,
        ["<="] = ComparisonOperator.LessOrEqual, [">="] = ComparisonOperator.GreaterOrEqual,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Arithmetic by symbol, the same in text and JSON.</summary>
    public static readonly FrozenDictionary<string, ArithmeticOperator> Arithmetics = new Dictionary<string, ArithmeticOperator>
    {
        ["+"] = ArithmeticOperator.Add, ["-"] = ArithmeticOperator.Subtract, ["*"] = ArithmeticOperator.Multiply, ["/"] = ArithmeticOperator.Divide,
        ["%"] = ArithmeticOperator.Modulo, ["div"] = ArithmeticOperator.IntegerDivide, ["^"] = ArithmeticOperator.Power,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Spatial functions by name, whatever the case.</summary>
    public static readonly FrozenDictionary<string, SpatialOperator> Spatials =
        Enum.GetValues<SpatialOperator>().ToFrozenDictionary(o => "s_" + o, StringComparer.OrdinalIgnoreCase);

    /// <summary>Temporal functions by name, whatever the case.</summary>
    public static readonly FrozenDictionary<string, TemporalOperator> Temporals =
        Enum.GetValues<TemporalOperator>().ToFrozenDictionary(o => "t_" + o, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<ComparisonOperator, string> Symbols = Comparisons.ToFrozenDictionary(p => p.Value, p => p.Key);

    private static readonly FrozenDictionary<ArithmeticOperator, string> Signs = Arithmetics.ToFrozenDictionary(p => p.Value, p => p.Key);

    /// <summary>The symbol, in text and in JSON.</summary>
    public static string Symbol(this ComparisonOperator value) => Symbols[value];

    /// <summary>The symbol, in text and in JSON.</summary>
    public static string Symbol(this ArithmeticOperator value) => Signs[value];

    /// <summary>The name in JSON: <c>s_intersects</c>. In text it is the same in capitals.</summary>
    public static string Name(this SpatialOperator value) => "s_" + Camel(value.ToString());

    /// <summary>The name in JSON: <c>t_finishedBy</c>. In text it is the same in capitals.</summary>
    public static string Name(this TemporalOperator value) => "t_" + Camel(value.ToString());

    /// <summary>Whether the operator compares intervals only.</summary>
    public static bool IsForIntervalsOnly(this TemporalOperator value) => value > TemporalOperator.Intersects;

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
