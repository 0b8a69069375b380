using Npgsql;
using Wujin.Renewal.Integration.Tests.Register;

namespace Wujin.Renewal.Integration.Tests.Indicators;

/// <summary>
/// A register of two towns that anyone can add up: town A is the square 119.90–120.00 E, town B 120.00–120.10 E, both 31.60–31.70 N.
/// </summary>
internal static class TinyProgramme
{
    /// <summary>Records the towns.</summary>
    public static Task TownsAsync(NpgsqlDataSource source) => source.ExecuteAsync($"""
        INSERT INTO renewal.town (code, name_zh, geom) VALUES
            ('A', '甲镇', {RegisterSql.Box(119.90, 31.60, 120.00, 31.70)}),
            ('B', '乙镇', {RegisterSql.Box(120.00, 31.60, 120.10, 31.70)})
        """);

    /// <summary>
    /// Records a site in town A, B or (null) in none, as a small square of its own, in the stages given as <c>stage date</c>, in order.
    /// </summary>
    /// <param name="source">The register.</param>
    /// <param name="kind">Kind of the site.</param>
    /// <param name="number">Decides code and place: every number is another place.</param>
    /// <param name="town">The town it lies in; null for outside.</param>
    /// <param name="values">Further columns as SQL: <c>households = 10, planned_finish = '2026-06-30'</c>.</param>
    /// <param name="stages">The stages after the survey of 2024-01-01.</param>
    public static async Task<string> SiteAsync(NpgsqlDataSource source, string kind, int number, string? town, string values, params string[] stages)
    {
        var code = $"S{number:000}";
        var west = (town switch { "A" => 119.901, "B" => 120.001, _ => 121.001 }) + (number % 40 * 0.002);
        var south = 31.601 + (number / 40 * 0.002);
        var box = RegisterSql.Box(west, south, west + 0.001, south + 0.001);
        await source.ExecuteAsync(
            $"INSERT INTO renewal.site (code, kind, name_zh, stage_date, geom, town_code) VALUES ('{code}', '{kind}', '项目{number}', '2024-01-01', {box}, {(town is null ? "NULL" : $"'{town}'")})");
        if (values.Length > 0)
        {
            await source.ExecuteAsync($"UPDATE renewal.site SET {values} WHERE code = '{code}'");
        }

        foreach (var stage in stages)
        {
            await MoveAsync(source, code, stage);
        }

        return code;
    }

    /// <summary>Moves a site to a stage, given as <c>stage date</c>.</summary>
    public static Task MoveAsync(NpgsqlDataSource source, string code, string stage)
    {
        var words = stage.Split(' ');
        return source.ExecuteAsync(
            $"SELECT set_config('wujin.stage_date', 'given', true); UPDATE renewal.site SET stage = '{words[0]}', stage_date = '{words[1]}' WHERE code = '{code}'");
    }

    /// <summary>The usual way to completion, ending with the day given.</summary>
    public static string[] CompletedOn(string day) => ["proposed 2024-02-01", "approved 2024-03-01", "construction 2024-04-01", $"completed {day}"];

    /// <summary>The usual way into the works.</summary>
    public static string[] UnderWay { get; } = ["proposed 2024-02-01", "approved 2024-03-01", "construction 2024-04-01"];
}
