using System.Text.Json;
using System.Text.Json.Nodes;
using Wujin.Renewal.Api.Processes;
using Wujin.Renewal.Api.Processes.Schemas;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Api.Roads;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Connectivity;
using Wujin.Renewal.TravelTime.Connectivity;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search;
using Wujin.Renewal.TravelTime.Snapping;

namespace Wujin.Renewal.Api.Connectivity;

/// <summary>The process <c>site-accessibility</c>.</summary>
internal sealed class SiteAccessibilityProcess(RoadGraphHolder roads, SiteAccessibility accessibility) : IProcess
{
    private const int MostPoints = 10_000;

    /// <summary>A FeatureCollection of points.</summary>
    internal static readonly ObjectSchema Points = new([new("type", new TextSchema { Codes = ["FeatureCollection"] }, IsRequired: true), new("features", new ListSchema(
        new ObjectSchema([new("geometry", new ObjectSchema([new("type", new TextSchema { Codes = ["Point"] }, IsRequired: true), new("coordinates", new PositionSchema(), IsRequired: true)]) { IsOpen = true }, IsRequired: true)]) { IsOpen = true },
        1, MostPoints), IsRequired: true)])
    { IsOpen = true };

    /// <inheritdoc/>
    public ProcessDefinition Definition { get; } = new("site-accessibility", "项目可达性", "Accessibility of sites")
    {
        DescriptionZh = $"每个更新项目到主城区、到所在镇（街道）驻地、（园区）到最近平台的分钟数，以及到给定点层中最近者的分钟数；点层不超过 {MostPoints} 个点。结果存表，随路网与项目更新；经 PUT /point-layers/{{code}} 登记的点层亦同（集合 site-nearest-points）。",
        DescriptionEn = $"Minutes from every site to the main urban area, to the seat of its town, of parks to the nearest platform, and to the nearest of a layer of points that is given (at most {MostPoints}). Kept in a table that follows roads and sites; so are the minutes to layers recorded by PUT /point-layers/{{code}} (collection site-nearest-points).",
        Inputs =
        [
            SharedInputs.Profile,
            new("points", "点层", "Points", Points) { DescriptionZh = "GeoJSON 点要素集，如学校、诊所、车站。", DescriptionEn = "A GeoJSON FeatureCollection of points: schools, clinics, stations." },
        ],
        Output = new OutputDefinition("sites", "项目可达性", "Accessibility of sites", MediaTypes.Json),
    };

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>> RunAsync(ProcessInputs inputs, IProgress<ProcessProgress> progress, CancellationToken cancellation)
    {
        var network = roads.Require();
        var profile = SharedInputs.ProfileOf(inputs);
        var given = GivenPoints(network, profile, inputs);
        var rows = await accessibility.ComputeAsync(network, profile, progress, cancellation).ConfigureAwait(false);
        var sites = new JsonArray();
        foreach (var row in rows)
        {
            cancellation.ThrowIfCancellationRequested();
            sites.Add(Site(network, profile, row, given));
        }

        return JsonSerializer.SerializeToUtf8Bytes(
            new JsonObject { ["profile"] = profile.Name(), ["graph_checksum"] = network.Checksum, ["is_demo"] = network.IsDemo, ["sites"] = sites }, ApiJson.Reflected);
    }

    private static ReachField? GivenPoints(ReadyNetwork network, Profile profile, ProcessInputs inputs)
    {
        if (inputs.Find("points") is not { } points)
        {
            return null;
        }

        List<EdgePlace> edges =
        [
            .. points.GetProperty("features").EnumerateArray()
                .Select(f => network.Snap(SharedInputs.Position(f.GetProperty("geometry").GetProperty("coordinates")), profile))
                .OfType<SnapResult.Snapped>().SelectMany(s => s.Road.Edges),
        ];
        return edges.Count > 0
            ? network.Reach(edges, profile, isTowards: true)
            : throw new ProcessRefusedException([new Fault("/inputs/points", "None of these points is near a road.")]);
    }

    private static JsonObject Site(ReadyNetwork network, Profile profile, SiteMinutes row, ReachField? given)
    {
        static double? Round(double? minutes) => minutes is { } value ? Math.Round(value, 2) : null;
        var site = new JsonObject
        {
            ["code"] = row.Site.Code,
            ["kind"] = row.Site.Kind,
            ["town_code"] = row.Site.TownCode,
            ["main_area_minutes"] = Round(row.MainArea),
            ["town_seat_minutes"] = Round(row.TownSeat),
            ["snap_distance_m"] = Round(row.SnapMetres),
        };
        if (row.Site.Kind == "industrial-park")
        {
            site["platform"] = row.Platform;
            site["platform_minutes"] = Round(row.PlatformMinutes);
        }

        if (given is not null)
        {
            var road = (network.Snap(Position.FromDegrees(row.Site.Longitude, row.Site.Latitude), profile) as SnapResult.Snapped)?.Road;
            site["points_minutes"] = road is not null && given.At(road) is { } milliseconds ? Round(milliseconds / 60_000.0) : null;
        }

        return site;
    }
}
