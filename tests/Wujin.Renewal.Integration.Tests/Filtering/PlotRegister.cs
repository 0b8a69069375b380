using NetTopologySuite.Geometries;
using Npgsql;
using NpgsqlTypes;
using Wujin.Renewal.Api.Filtering;
using Wujin.Renewal.Domain.Filters;
using Wujin.Renewal.Integration.Tests.Features;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Filtering;

/// <summary>240 random sites and 60 random places, served; and ways to ask for them.</summary>
public sealed class PlotRegister : ServedRegister
{
    /// <summary>The sites, as the database has them.</summary>
    public IReadOnlyList<Plot> Plots { get; private set; } = Plot.Make(240, 20260711);

    /// <summary>Points on the grid and off it, by code.</summary>
    public IReadOnlyDictionary<string, Point> Places { get; } = MakePlaces();

    /// <summary>Asks in text and in JSON and compares both with what C# selects.</summary>
    public async Task AssertSelectsAsync(string filter, Func<Plot, bool?> holds, string more = "") =>
        await AssertSelectsAsync("compounds", filter, Plots.Where(p => holds(p) == true).Select(p => p.Code), more);

    /// <summary>Asks a collection in text and in JSON.</summary>
    public async Task AssertSelectsAsync(string collection, string filter, IEnumerable<string> expected, string more = "")
    {
        var json = FilterJson.Write(FilterGrammar.Read(filter)).ToJsonString();
        var wanted = string.Join(' ', expected.Order(StringComparer.Ordinal));
        var byText = await SelectAsync(collection, filter, more);
        Assert.True(wanted == byText, $"{filter}\nexpected {wanted}\nselected {byText}");
        var byJson = await SelectAsync(collection, json, more + "&filter-lang=cql2-json");
        Assert.True(wanted == byJson, $"{json}\nexpected {wanted}\nselected {byJson}");
    }

    /// <summary>The codes that a filter selects, in order.</summary>
    public async Task<string> SelectAsync(string collection, string filter, string more = "") => string.Join(' ', (await CodesAsync(
        $"/collections/{collection}/items?limit=10000&properties=code&skipGeometry=true&filter={Uri.EscapeDataString(filter)}{more}")).Order(StringComparer.Ordinal));

    /// <inheritdoc/>
    protected override async Task FillAsync()
    {
        await using var connection = await Source.OpenConnectionAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        foreach (var plot in Plots)
        {
            await InsertAsync(connection, """
                INSERT INTO renewal.site (code, kind, name_zh, name_en, stage, stage_date, plan_year, households, budget_wan, is_demo, planned_start, planned_finish, geom)
                VALUES ($1, 'compound', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, ST_GeomFromWKB($12, 4490))
                """,
                (plot.Code, NpgsqlDbType.Text), (plot.Name, NpgsqlDbType.Text), (plot.NameEn, NpgsqlDbType.Text), (plot.Stage, NpgsqlDbType.Text), (plot.StageDate, NpgsqlDbType.Date),
                (plot.Year, NpgsqlDbType.Integer), (plot.Households, NpgsqlDbType.Integer), (plot.Budget, NpgsqlDbType.Numeric), (plot.IsDemo, NpgsqlDbType.Boolean),
                (plot.Start, NpgsqlDbType.Date), (plot.Finish, NpgsqlDbType.Date), (plot.Outline?.ToBinary(), NpgsqlDbType.Bytea));
        }

        foreach (var (code, point) in Places)
        {
            await InsertAsync(connection, "INSERT INTO renewal.place (code, name_zh, role, geom) VALUES ($1, $1, 'town', ST_GeomFromWKB($2, 4490))", (code, NpgsqlDbType.Text), (point.ToBinary(), NpgsqlDbType.Bytea));
        }

        await transaction.CommitAsync(Cancel);
        await using var read = Source.CreateCommand("SELECT code, area_m2 FROM renewal.site");
        await using var reader = await read.ExecuteReaderAsync(Cancel);
        var areas = new Dictionary<string, double?>();
        while (await reader.ReadAsync(Cancel))
        {
            areas[reader.GetString(0)] = await reader.IsDBNullAsync(1, Cancel) ? null : reader.GetDouble(1);
        }

        Plots = [.. Plots.Select(p => p with { Area = areas[p.Code] })];
    }

    private static async Task InsertAsync(NpgsqlConnection connection, string sql, params (object? Value, NpgsqlDbType Type)[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var (value, type) in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = type });
        }

        await command.ExecuteNonQueryAsync(Cancel);
    }

    private static Dictionary<string, Point> MakePlaces()
    {
        var (random, factory) = (new Random(60), new GeometryFactory(new PrecisionModel(), 4490));
        return Enumerable.Range(0, 60).ToDictionary(i => $"L{i:00}", _ => factory.CreatePoint(new Coordinate(Plot.X(random.Next(32) / 2.0), Plot.Y(random.Next(32) / 2.0))));
    }
}
