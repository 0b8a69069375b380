using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Editing;

/// <summary>Random sequences of operations beside a model in memory; then the register's history is compared with what the model saw happen.</summary>
public sealed class RandomHistoryTests : EditingTest
{
    private const string Items = "/collections/compounds/items";
    private const int Operations = 150;

    /// <summary>The model: what a code holds now (null when deleted), and every state the register confirmed, in order.</summary>
    private readonly Dictionary<string, JsonObject?> _now = [];
    private readonly Dictionary<string, List<(long Version, JsonObject? Feature)>> _history = [];

    [Theory]
    [InlineData(1)]
    [InlineData(20260331)]
    public async Task The_register_remembers_every_state_and_every_instant_of_a_random_course(int seed)
    {
        var random = new Random(seed);
        List<(DateTimeOffset Instant, Dictionary<string, string?> State)> instants = [];
        for (var i = 0; i < Operations; i++)
        {
            await OperateAsync(random, "c" + random.Next(4).ToString(CultureInfo.InvariantCulture));
            if (i % 10 == 0)
            {
                instants.Add((DateTimeOffset.UtcNow, _now.ToDictionary(n => n.Key, n => n.Value is { } feature ? Core(feature) : null)));
                await Task.Delay(2);
            }
        }

        await HistoryIsAsTheModelSawItAsync();
        foreach (var (instant, state) in instants)
        {
            await RegisterStoodAsync(instant, state);
        }
    }

    private async Task OperateAsync(Random random, string code)
    {
        var current = _now.GetValueOrDefault(code);
        var version = _history.GetValueOrDefault(code)?[^1].Version ?? 0;
        var path = $"{Items}/{code}";
        var isStale = current is not null && random.Next(5) == 0;
        var tag = $"\"{(isStale ? version - 1 : version)}-x\"";
        if (current is null)
        {
            using var created = await SendAsync(HttpMethod.Post, Items, Compound(code, Values(random), Geometry(random)));
            Confirm(code, version, Assert201(created), await JsonAsync(created));
            return;
        }

        using var response = random.Next(5) switch
        {
            0 => await SendAsync(HttpMethod.Delete, path, null, tag),
            1 => await SendAsync(HttpMethod.Put, path, Compound(code, Values(random), Geometry(random)), tag),
            2 => await SendAsync(HttpMethod.Patch, path, "{\"properties\":{" + Values(random) + "}}", tag),
            3 => await SendAsync(HttpMethod.Patch, path, "{\"geometry\":" + Geometry(random) + "}", tag),
            _ => await SendAsync(HttpMethod.Put, path, current.ToJsonString(), tag),
        };
        if (isStale)
        {
            Assert.Equal(HttpStatusCode.PreconditionFailed, response.StatusCode);
            return;
        }

        if (response.StatusCode == HttpStatusCode.NoContent)
        {
            _now[code] = null;
            _history[code].Add((version + 1, null));
            return;
        }

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var feature = await JsonAsync(response);
        var isUnchanged = Core(feature) == Core(current);
        Assert.Equal(isUnchanged ? version : version + 1, Version(feature));
        if (!isUnchanged)
        {
            Confirm(code, version, true, feature);
        }
    }

    private static bool Assert201(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return true;
    }

    private void Confirm(string code, long before, bool isWritten, JsonObject feature)
    {
        Assert.True(isWritten);
        Assert.Equal(before + 1, Version(feature));
        _now[code] = feature;
        if (!_history.TryGetValue(code, out var history))
        {
            _history[code] = history = [];
        }

        history.Add((before + 1, feature));
    }

    private async Task HistoryIsAsTheModelSawItAsync()
    {
        foreach (var (code, history) in _history)
        {
            var list = JsonNode.Parse(await Client.GetStringAsync(new Uri($"{Items}/{code}/versions?limit=1000", UriKind.Relative)))!["versions"]!.AsArray();
            Assert.Equal(history.Select(h => h.Version).Reverse(), list.Select(v => (long)v!["version"]!));
            foreach (var (version, feature) in history)
            {
                using var response = await Client.GetAsync(new Uri($"{Items}/{code}/versions/{version}", UriKind.Relative));
                Assert.Equal(feature is null ? HttpStatusCode.NotFound : HttpStatusCode.OK, response.StatusCode);
                if (feature is not null)
                {
                    Assert.Equal(Core(feature), Core(await JsonAsync(response)));
                }
            }
        }
    }

    private async Task RegisterStoodAsync(DateTimeOffset instant, Dictionary<string, string?> state)
    {
        var asOf = Uri.EscapeDataString(instant.ToString("O", CultureInfo.InvariantCulture));
        var page = JsonNode.Parse(await Client.GetStringAsync(new Uri($"{Items}?limit=1000&asOf={asOf}", UriKind.Relative)))!;
        var stood = page["features"]!.AsArray().ToDictionary(f => (string)f!["id"]!, f => Core(f!.AsObject()));
        Assert.Equal(state.Where(s => s.Value is not null).ToDictionary(s => s.Key, s => s.Value!), stood);
    }

    private static long Version(JsonObject feature) => (long)feature["properties"]!["version"]!;

    /// <summary>What a feature says, without when and with what links it was said.</summary>
    private static string Core(JsonObject feature)
    {
        var copy = feature.DeepClone().AsObject();
        copy.Remove("links");
        var properties = copy["properties"]!.AsObject();
        properties.Remove("updated_at");
        properties.Remove("version");
        return copy.ToJsonString();
    }

    private static string Values(Random random) => string.Join(
        ',',
        $"\"households\":{(random.Next(4) == 0 ? "null" : random.Next(50).ToString(CultureInfo.InvariantCulture))}",
        string.Create(CultureInfo.InvariantCulture, $"\"budget_wan\":{random.Next(1000) / 10m}"),
        $"\"is_demo\":{(random.Next(2) == 0 ? "true" : "false")}",
        $"\"responsible_unit\":\"{(char)(0x4E00 + random.Next(2000))}单位\\n\\\"{random.Next(9)}\"");

    private static string Geometry(Random random)
    {
        if (random.Next(4) == 0)
        {
            return "null";
        }

        double East() => 119.9 + (random.NextDouble() / 20);
        var (west, south) = (East(), 31.65 + (random.NextDouble() / 20));
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"type":"Polygon","coordinates":[[[{{west}},{{south}}],[{{west + 0.01}},{{south}}],[{{west + 0.01}},{{south + 0.01}}],[{{west}},{{south}}]]]}""");
    }
}
