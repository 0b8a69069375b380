using Wujin.Renewal.Domain.Filters;

namespace Wujin.Renewal.Store.Filters;

/// <summary>The temporal functions of CQL2 as conditions on starts and finishes.</summary>
/// <remarks>
/// Where one of the times is a date, all are compared as calendar days in China, as the parameter <c>datetime</c> does. An interval with an unknown end is
/// unknown as a whole (/req/temporal-operators/temporal-predicates C).
/// </remarks>
internal static class TemporalSql
{
    /// <summary>One end as SQL.</summary>
    /// <param name="Sql">The expression.</param>
    /// <param name="Type">Its type; null for the infinities, which are of either.</param>
    /// <param name="IsNullable">Whether it may be null.</param>
    internal readonly record struct End(string Sql, FilterType? Type, bool IsNullable);

    /// <summary>Both ends; the same for an instant.</summary>
    internal readonly record struct Times(End Start, End Finish, bool IsInterval);

    /// <summary>The condition.</summary>
    internal static string Condition(TemporalOperator temporal, Times first, Times second)
    {
        End[] ends = [first.Start, first.Finish, second.Start, second.Finish];
        var isByDay = ends.Any(e => e.Type == FilterType.Date);
        var (s1, f1, s2, f2) = (Spell(ends[0], isByDay), Spell(ends[1], isByDay), Spell(ends[2], isByDay), Spell(ends[3], isByDay));
        var condition = Relation(temporal, s1, f1, s2, f2);
        var unknown = new[] { first, second }.Where(t => t.IsInterval).SelectMany(t => new[] { t.Start, t.Finish }).Where(e => e.IsNullable).Select(e => e.Sql + " IS NOT NULL").ToList();
        return unknown.Count == 0 ? $"({condition})" : $"(CASE WHEN {string.Join(" AND ", unknown)} THEN {condition} END)";
    }

    private static string Spell(End end, bool isByDay) => (end.Type, isByDay) switch
    {
        (null, true) => end.Sql + "::date",
        (null, false) => end.Sql + "::timestamptz",
        (FilterType.Timestamp, true) => $"({end.Sql} AT TIME ZONE 'Asia/Shanghai')::date",
        _ => end.Sql,
    };

    private static string Relation(TemporalOperator temporal, string s1, string f1, string s2, string f2) => temporal switch
    {
        TemporalOperator.After => $"{s1} > {f2}",
        TemporalOperator.Before => $"{f1} < {s2}",
        TemporalOperator.Disjoint => $"{f1} < {s2} OR {s1} > {f2}",
        TemporalOperator.Equals => $"{s1} = {s2} AND {f1} = {f2}",
        TemporalOperator.Intersects => $"{f1} >= {s2} AND {s1} <= {f2}",
        TemporalOperator.Contains => $"{s1} < {s2} AND {f1} > {f2}",
        TemporalOperator.During => $"{s1} > {s2} AND {f1} < {f2}",
        TemporalOperator.FinishedBy => $"{s1} < {s2} AND {f1} = {f2}",
        TemporalOperator.Finishes => $"{s1} > {s2} AND {f1} = {f2}",
        TemporalOperator.Meets => $"{f1} = {s2}",
        TemporalOperator.MetBy => $"{s1} = {f2}",
        TemporalOperator.OverlappedBy => $"{s2} < {s1} AND {f2} > {s1} AND {f2} < {f1}",
        TemporalOperator.Overlaps => $"{s1} < {s2} AND {f1} > {s2} AND {f1} < {f2}",
        TemporalOperator.StartedBy => $"{s1} = {s2} AND {f1} > {f2}",
        TemporalOperator.Starts => $"{s1} = {s2} AND {f1} < {f2}",
        _ => throw new ArgumentOutOfRangeException(nameof(temporal)),
    };
}
