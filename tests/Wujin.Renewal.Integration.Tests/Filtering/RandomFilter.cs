using System.Globalization;

namespace Wujin.Renewal.Integration.Tests.Filtering;

/// <summary>A random filter, twice: as CQL2 text and as the plainest C# that says the same, null where SQL and CQL2 say unknown.</summary>
public sealed record RandomFilter(string Text, Func<Plot, bool?> Holds)
{
    private static readonly string[] Comparisons = ["=", "<>", "<", ">", "<=", ">="];

    /// <summary>Makes a filter that is so deep at most.</summary>
    public static RandomFilter Make(Random random, int depth) => depth == 0 ? Leaf(random) : random.Next(4) switch
    {
        0 => Not(Make(random, depth - 1)),
        1 => Joined(random, depth, "AND", (a, b) => a & b),
        2 => Joined(random, depth, "OR", (a, b) => a | b),
        _ => Leaf(random),
    };

    /// <summary>One comparison of any kind.</summary>
    public static RandomFilter Leaf(Random random) => random.Next(9) switch
    {
        0 => Compared(random, Number(random), Number(random), (a, b) => a.CompareTo(b)),
        1 => Compared(random, Words(random), Words(random), Ordinal),
        2 => Compared(random, Time(random), Time(random), (a, b) => a.CompareTo(b)),
        3 => Truth(random),
        4 => Range(random),
        5 => Listed(random, Number(random), () => Number(random), (a, b) => a == b),
        6 => Listed(random, Words(random), () => Words(random), (a, b) => a == b),
        7 => Missing(random),
        _ => Calculated(random),
    };

    private static RandomFilter Not(RandomFilter inner) => new($"NOT ({inner.Text})", p => !inner.Holds(p));

    private static RandomFilter Joined(Random random, int depth, string word, Func<bool?, bool?, bool?> join)
    {
        var (a, b) = (Make(random, depth - 1), Make(random, depth - 1));
        return new RandomFilter($"({a.Text}) {word} ({b.Text})", p => join(a.Holds(p), b.Holds(p)));
    }

    private static RandomFilter Compared<T>(Random random, Value<T> a, Value<T> b, Func<T, T, int> compare)
    {
        var symbol = Comparisons[random.Next(6)];
        return new RandomFilter($"{a.Text} {symbol} {b.Text}", p =>
        {
            var ((hasX, x), (hasY, y)) = (a.Of(p), b.Of(p));
            return !hasX || !hasY ? null : Fits(symbol, compare(x!, y!));
        });
    }

    private static bool Fits(string symbol, int order) => symbol switch
    {
        "=" => order == 0, "<>" => order != 0, "<" => order < 0, ">" => order > 0, "<=" => order <= 0, _ => order >= 0,
    };

    private static RandomFilter Truth(Random random)
    {
        var wanted = random.Next(2) == 0;
        return random.Next(3) switch
        {
            0 => new($"is_demo = {(wanted ? "TRUE" : "FALSE")}", p => p.IsDemo == wanted),
            1 => new($"{(wanted ? "true" : "false")} <> is_demo", p => p.IsDemo != wanted),
            _ => new(wanted ? "TRUE" : "FALSE", _ => wanted),
        };
    }

    private static RandomFilter Range(Random random)
    {
        var (value, low, high, isNegated) = (Number(random), Number(random), Number(random), random.Next(2) == 0);
        bool? Within(Plot p)
        {
            var ((hasV, v), (hasL, l), (hasH, h)) = (value.Of(p), low.Of(p), high.Of(p));
            bool? above = hasV && hasL ? v >= l : null, below = hasV && hasH ? v <= h : null;
            return above & below;
        }

        return new($"{value.Text} {(isNegated ? "NOT " : "")}BETWEEN {low.Text} AND {high.Text}", p => isNegated ? !Within(p) : Within(p));
    }

    private static RandomFilter Listed<T>(Random random, Value<T> value, Func<Value<T>> make, Func<T, T, bool> same)
    {
        var (items, isNegated) = (Enumerable.Range(0, 1 + random.Next(4)).Select(_ => make()).ToList(), random.Next(2) == 0);
        bool? Among(Plot p) => items.Select(i =>
        {
            var ((hasX, x), (hasY, y)) = (value.Of(p), i.Of(p));
            return hasX && hasY ? same(x!, y!) : (bool?)null;
        }).Aggregate((bool?)false, (a, b) => a | b);
        return new($"{value.Text} {(isNegated ? "NOT " : "")}IN ({string.Join(", ", items.Select(i => i.Text))})", p => isNegated ? !Among(p) : Among(p));
    }

    private static RandomFilter Missing(Random random) => random.Next(4) switch
    {
        0 => new("plan_year IS NULL", p => p.Year is null),
        1 => new("name_en IS NOT NULL", p => p.NameEn is not null),
        2 => new("geometry IS NULL", p => p.Outline is null),
        _ => new("(households + plan_year) IS NULL", p => p.Households is null || p.Year is null),
    };

    private static RandomFilter Calculated(Random random)
    {
        var (a, b) = (Calculation(random, 2), Calculation(random, 1));
        return Compared(random, a, b, (x, y) => x.CompareTo(y));
    }

    private static Value<decimal> Calculation(Random random, int depth)
    {
        if (depth == 0)
        {
            return Number(random);
        }

        var (a, b) = (Calculation(random, depth - 1), Calculation(random, depth - 1));
        var (symbol, calculate) = random.Next(6) switch
        {
            0 => ("+", new Func<decimal, decimal, decimal?>((x, y) => x + y)),
            1 => ("-", (x, y) => x - y),
            2 => ("*", (x, y) => x * y),
            3 => ("/", (x, y) => y == 0 ? null : x / y),
            4 => ("%", (x, y) => y == 0 ? null : x % y),
            _ => ("div", (x, y) => y == 0 ? null : decimal.Truncate(x / y)),
        };
        return new Value<decimal>($"({a.Text} {symbol} {b.Text})", p =>
        {
            var ((hasX, x), (hasY, y)) = (a.Of(p), b.Of(p));
            // Quotients that never end have their own number of digits in each world; beyond 1e-12 they are not compared.
            return hasX && hasY && calculate(x, y) is { } result ? (true, decimal.Round(result, 12)) : (false, 0);
        });
    }

    private static Value<decimal> Number(Random random)
    {
        var literal = random.Next(-4, 24) * 0.25m;
        return random.Next(4) switch
        {
            0 => new("plan_year", p => (p.Year is not null, p.Year ?? 0)),
            1 => new("households", p => (p.Households is not null, p.Households ?? 0)),
            2 => new("budget_wan", p => (p.Budget is not null, p.Budget ?? 0)),
            _ => new(literal.ToString(CultureInfo.InvariantCulture), _ => (true, literal)),
        };
    }

    private static Value<string> Words(Random random) => random.Next(4) switch
    {
        0 => new("code", p => (true, p.Code)),
        1 => new("name_zh", p => (true, p.Name)),
        2 => new("name_en", p => (p.NameEn is not null, p.NameEn)),
        _ => random.Next(3) switch { 0 => new("'it''s'", _ => (true, "it's")), 1 => new(@"'a\\b'", _ => (true, @"a\b")), _ => new("'甲小区'", _ => (true, "甲小区")) },
    };

    private static Value<DateOnly> Time(Random random)
    {
        var day = Plot.Day(random);
        return random.Next(4) switch
        {
            0 => new("stage_date", p => (true, p.StageDate)),
            1 => new("planned_start", p => (p.Start is not null, p.Start ?? default)),
            2 => new($"TIMESTAMP('{day.AddDays(-1):yyyy-MM-dd}T16:30:00Z')", _ => (true, day)), // half past midnight in China
            _ => new($"DATE('{day:yyyy-MM-dd}')", _ => (true, day)),
        };
    }

    /// <summary>By code point; UTF-16 order is the same for these texts.</summary>
    private static int Ordinal(string? a, string? b) => string.CompareOrdinal(a, b);

    /// <summary>A value as text and as C#.</summary>
    private sealed record Value<T>(string Text, Func<Plot, (bool IsGiven, T? Value)> Of);
}
