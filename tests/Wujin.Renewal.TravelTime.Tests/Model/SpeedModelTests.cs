using System.Text.Json.Nodes;
using Wujin.Renewal.TravelTime.Model;
using Wujin.Renewal.TravelTime.Network;
using Xunit;

namespace Wujin.Renewal.TravelTime.Tests.Model;

/// <summary>The file of speeds: complete, sourced, and read strictly.</summary>
public sealed class SpeedModelTests
{
    [Fact]
    public void The_model_for_China_is_usable()
    {
        var model = SpeedModel.China;

        Assert.True(model.Turns.Car.FarSideSeconds > model.Turns.Car.NearSideSeconds);
        Assert.All(model.EbikeKmh, kmh => Assert.InRange(kmh, 0, 25));
        Assert.Equal(0, model.EbikeKmh[(int)RoadClass.Motorway]);
        Assert.All(model.Car.OfType<CarSpeeds>(), c => Assert.True(c.Urban.Kmh <= c.Rural.Kmh && c.Urban.PeakPm >= 1));
    }

    [Fact]
    public void Every_value_names_its_source_or_says_that_it_is_assumed()
    {
        var values = Values(JsonNode.Parse(SpeedModel.China.Json)!).ToList();

        Assert.True(values.Count > 150);
        Assert.All(values, v => Assert.False(string.IsNullOrWhiteSpace((string?)v["source"])));
    }

    [Theory]
    [InlineData("$.car.classes.trunk.urban.kmh", "$.car.classes.trunk.urban.kmh.value must be a number from 1 to 200, not 900", "{\"value\":900,\"source\":\"x\"}")]
    [InlineData("$.car.classes.trunk.urban.kmh", "$.car.classes.trunk.urban.kmh.source is missing", "{\"value\":60}")]
    [InlineData("$.car.classes.trunk.urban.kmh", "$.car.classes.trunk.urban.kmh must be an object", "60")]
    [InlineData("$.car.classes.trunk.urban.kmh", "$.car.classes.trunk.urban.kmh is missing", null)]
    [InlineData("$.walk", "$.walk is missing", null)]
    [InlineData("$.drives_on", "$.drives_on must be \"right\" or \"left\"", "\"middle\"")]
    [InlineData("$.zones_kmh.village", "$.zones_kmh.village is not known", "{\"value\":60,\"source\":\"x\"}")]
    public void A_fault_is_named_by_its_path(string path, string expected, string? replacement)
    {
        var json = JsonNode.Parse(SpeedModel.China.Json)!;
        var parts = path[2..].Split('.');
        var parent = parts[..^1].Aggregate(json, (node, name) => node[name]!).AsObject();
        parent.Remove(parts[^1]);
        if (replacement is not null)
        {
            parent[parts[^1]] = JsonNode.Parse(replacement);
        }

        var refusal = Assert.Throws<SpeedModelException>(() => SpeedModel.Parse(json.ToJsonString(), "mine.json"));
        Assert.Equal([expected], refusal.Faults);
    }

    [Fact]
    public void What_is_no_JSON_is_refused()
    {
        Assert.Throws<SpeedModelException>(() => SpeedModel.Parse("{", "mine.json"));
        Assert.Throws<SpeedModelException>(() => SpeedModel.Parse("{\"name\":\"a\",\"name\":\"b\"}", "mine.json"));
    }

    private static IEnumerable<JsonObject> Values(JsonNode node) => node is JsonObject o
        ? o.ContainsKey("value") ? [o] : o.Select(p => p.Value!).SelectMany(Values)
        : [];
}
