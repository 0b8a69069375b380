using System.Text.Json.Nodes;
using Wujin.Renewal.Api.Processes;
using Wujin.Renewal.Api.Processes.Schemas;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Api.Roads;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.TravelTime.Isochrones;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.Api.Connectivity;

/// <summary>How far one gets within some minutes, as nested polygons.</summary>
internal sealed class IsochroneProcess(RoadGraphHolder roads, PlaceFinder places, ScenarioNetworks scenarios) : IProcess
{
    /// <summary>The longest limit, minutes.</summary>
    internal const double LongestMinutes = 240;

    /// <summary>The most limits at once.</summary>
    internal const int MostLimits = 24;

    /// <inheritdoc/>
    public ProcessDefinition Definition { get; } = new("isochrone", "等时圈", "Isochrones")
    {
        DescriptionZh = $"由一点（或多点中最近者）出发或到达，在给定分钟内沿路网可达的范围，逐级嵌套的多边形。最多 {MostLimits} 个时限，每个不超过 {LongestMinutes} 分钟；起点不超过 20 个。",
        DescriptionEn = $"The ground within reach by road from a place (or the nearest of several), or towards it, as nested polygons. At most {MostLimits} limits of up to {LongestMinutes} minutes each, and 20 origins.",
        Inputs =
        [
            new("origin", "地点", "Place", SharedInputs.Place) { DescriptionZh = "经纬度，或地点、平台的编号。", DescriptionEn = "A position, or the code of a place or platform." },
            new("origins", "多个地点", "Several places", new ListSchema(SharedInputs.Place, 1, 20)) { DescriptionZh = "取最近者；与 origin 二者择一。", DescriptionEn = "The nearest counts; in the place of origin." },
            new("minutes", "时限（分钟）", "Limits in minutes", new ListSchema(new NumberSchema(0, LongestMinutes) { IsMinimumExcluded = true }, 1, MostLimits)
            {
                IsUnique = true, Default = new JsonArray(30, 45),
            }),
            SharedInputs.Profile,
            ScenarioNetworks.Input,
            SharedInputs.Direction,
        ],
        Output = new OutputDefinition("isochrones", "等时圈", "Isochrones", MediaTypes.GeoJson)
        {
            DescriptionZh = "GeoJSON 要素集，每个时限一个要素，属性 minutes 与 area_m2。",
            DescriptionEn = "A GeoJSON FeatureCollection, one feature a limit with minutes and area_m2.",
        },
    };

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Fault>> CheckAsync(ProcessInputs inputs, CancellationToken cancellation)
    {
        if (inputs.Find("origin") is null == inputs.Find("origins") is null)
        {
            return [new Fault("/inputs/origin", "Give either origin or origins.")];
        }

        return
        [
            .. await places.CheckAsync(Origins(inputs), cancellation).ConfigureAwait(false),
            .. await scenarios.CheckAsync(inputs, cancellation).ConfigureAwait(false),
        ];
    }

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>> RunAsync(ProcessInputs inputs, IProgress<ProcessProgress> progress, CancellationToken cancellation)
    {
        var network = await scenarios.ForAsync(roads.Require(), inputs, cancellation).ConfigureAwait(false);
        var profile = SharedInputs.ProfileOf(inputs);
        var isTowards = inputs.Text("direction") == "to";
        var origins = await places.FindAsync(network, profile, Origins(inputs), cancellation).ConfigureAwait(false);
        uint[] limits = [.. inputs.Find("minutes")!.Value.EnumerateArray().Select(m => (uint)Math.Round(m.GetDouble() * 60_000))];
        return network.WithIsochrones(profile.Mode(), query =>
        {
            var field = network.Reach([.. origins.SelectMany(o => o.Road.Edges)], profile, isTowards, query.SearchLimit(limits));
            cancellation.ThrowIfCancellationRequested();
            var surface = query.Surface(field, [.. origins.Select(o => o.Place)]);
            cancellation.ThrowIfCancellationRequested();
            var description = new IsochroneDescription(profile, isTowards, query.Index.Lattice.CellMetres, origins.Max(o => o.Road.Metres), query.Index.Walk);
            return (ReadOnlyMemory<byte>)query.WriteGeoJson(surface, limits, description).ToArray();
        });
    }

    private static List<(System.Text.Json.JsonElement, string)> Origins(ProcessInputs inputs) => inputs.Find("origins") is { } several
        ? [.. several.EnumerateArray().Select((o, i) => (o, FormattableString.Invariant($"/inputs/origins/{i}")))]
        : [(inputs.Find("origin")!.Value, "/inputs/origin")];
}
