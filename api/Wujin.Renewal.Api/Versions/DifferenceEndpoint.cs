using System.Text.Json.Nodes;
using NetTopologySuite.Geometries;
using Wujin.Renewal.Api.Html;
using Wujin.Renewal.Api.Html.Pages;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.GeoJson;
using Wujin.Renewal.Store.Versions;
using Wujin.Renewal.Store.Writing;

namespace Wujin.Renewal.Api.Versions;

/// <summary>The difference of two versions of a feature. A version that records a deletion counts as a feature without anything.</summary>
internal static class DifferenceEndpoint
{
    internal static async Task WriteAsync(HttpContext context, CollectionDefinition collection, string code, Representation representation, long from, long to)
    {
        var document = await ReadAsync(context, collection, code, representation, from, to).ConfigureAwait(false);
        if (representation.Format == Format.Json)
        {
            await DocumentResponse.WriteJsonAsync(context, representation, document, MediaTypes.GeoJson).ConfigureAwait(false);
            return;
        }

        var title = representation.Language.Pick($"{code}：版本 {from} 与 {to} 之差", $"{code}: from version {from} to {to}");
        var frame = PageFrame.Of(context, representation, title, Crumbs.OfItem(context.Request, representation, collection, code));
        frame = await HistoryNotice.AddAsync(frame, context, collection, code, from, to).ConfigureAwait(false);
        await DocumentResponse.WriteHtmlAsync(context, representation, DifferencePage.Create(new DifferenceModel(frame, collection, document))).ConfigureAwait(false);
    }

    private static async Task<VersionDifference> ReadAsync(
        HttpContext context, CollectionDefinition collection, string code, Representation representation, long from, long to)
    {
        var services = context.RequestServices;
        var entries = (await VersionEndpoints.EntryAsync(context, collection, code, from).ConfigureAwait(false),
            await VersionEndpoints.EntryAsync(context, collection, code, to).ConfigureAwait(false));
        var snapshots = services.GetRequiredService<FeatureSnapshots>();
        var earlier = await snapshots.AtVersionAsync(collection, code, from, context.RequestAborted).ConfigureAwait(false);
        var later = await snapshots.AtVersionAsync(collection, code, to, context.RequestAborted).ConfigureAwait(false);
        var areas = collection.Geometry == GeometryKind.MultiPolygon
            ? await services.GetRequiredService<VersionStore>().CompareAsync(earlier?.Geometry, later?.Geometry, context.RequestAborted).ConfigureAwait(false)
            : null;
        return new VersionDifference(
            code,
            VersionDocument.Of(entries.Item1, links: null),
            VersionDocument.Of(entries.Item2, links: null),
            VersionDifference.Compare(collection, earlier?.Values, later?.Values),
            areas?.GainedM2,
            areas?.LostM2,
            Moved(earlier?.Geometry, later?.Geometry),
            [.. Features(areas)],
            [.. VersionLinks.OfVersion(context.Request, representation, collection, code)]);
    }

    private static IEnumerable<JsonNode> Features(AreaDifference? areas)
    {
        if (areas?.Gained is { } gained)
        {
            yield return Feature("gained", gained, areas.GainedM2);
        }

        if (areas?.Lost is { } lost)
        {
            yield return Feature("lost", lost, areas.LostM2);
        }
    }

    private static JsonObject Feature(string change, byte[] ewkb, double areaM2)
    {
        using var buffer = new Utf8Buffer();
        buffer.AppendGeometry(ewkb);
        return new JsonObject
        {
            ["type"] = "Feature",
            ["id"] = change,
            ["geometry"] = JsonNode.Parse(buffer.Written.Span),
            ["properties"] = new JsonObject { ["change"] = change, ["area_m2"] = areaM2 },
        };
    }

    /// <remarks>Great-circle distance on a sphere of the mean radius 6,371,008.8 m (IUGG): good to half a percent, for points known to metres at best.</remarks>
    private static double? Moved(Geometry? from, Geometry? to)
    {
        if (from is not Point a || to is not Point b)
        {
            return null;
        }

        const double Radius = 6_371_008.8;
        static double Radians(double degrees) => degrees * Math.PI / 180;
        var h = Math.Pow(Math.Sin(Radians(b.Y - a.Y) / 2), 2)
            + (Math.Cos(Radians(a.Y)) * Math.Cos(Radians(b.Y)) * Math.Pow(Math.Sin(Radians(b.X - a.X) / 2), 2));
        return Math.Round(2 * Radius * Math.Asin(Math.Sqrt(h)), 2);
    }
}
