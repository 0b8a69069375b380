using System.Globalization;
using System.Xml.Linq;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.Testing.Roads;

/// <summary>A few OpenStreetMap elements, drawn by hand, to be written as XML or PBF. Node ids are what the test says; places are metres east and north of a corner of Wujin.</summary>
public sealed class OsmSketch
{
    public List<(long Id, Position Place, (string, string)[] Tags)> Nodes { get; } = [];

    public List<(long Id, long[] Refs, (string, string)[] Tags)> Ways { get; } = [];

    public List<(long Id, (string Kind, long Ref, string Role)[] Members, (string, string)[] Tags)> Relations { get; } = [];

    /// <summary>The place so many metres from the corner.</summary>
    public static Position At(double eastMetres, double northMetres)
    {
        var scale = GroundDistance.LocalScale.At(GridCity.Origin.LatE7);
        return new(
            GridCity.Origin.LonE7 + (int)Math.Round(eastMetres / scale.MetresPerLonUnit), GridCity.Origin.LatE7 + (int)Math.Round(northMetres / scale.MetresPerLatUnit));
    }

    public OsmSketch Node(long id, double eastMetres, double northMetres, params (string, string)[] tags)
    {
        Nodes.Add((id, At(eastMetres, northMetres), tags));
        return this;
    }

    public OsmSketch Way(long id, long[] refs, params (string, string)[] tags)
    {
        Ways.Add((id, refs, tags));
        return this;
    }

    /// <summary>A turn restriction over a node, or over ways where <paramref name="viaIsWay"/>.</summary>
    public OsmSketch Restriction(long id, string kind, long from, long[] via, long to, bool viaIsWay = false, params (string, string)[] tags)
    {
        Relations.Add((id,
            [("way", from, "from"), .. via.Select(v => (viaIsWay ? "way" : "node", v, "via")), ("way", to, "to")],
            [("type", "restriction"), ("restriction", kind), .. tags]));
        return this;
    }

    /// <summary>OSM XML, as the API writes it but without versions.</summary>
    public string ToXml() => new XElement("osm",
        new XAttribute("version", "0.6"),
        Nodes.Select(n => new XElement("node", new XAttribute("id", n.Id), new XAttribute("lat", Degrees(n.Place.LatE7)), new XAttribute("lon", Degrees(n.Place.LonE7)), Tags(n.Tags))),
        Ways.Select(w => new XElement("way", new XAttribute("id", w.Id), w.Refs.Select(r => new XElement("nd", new XAttribute("ref", r))), Tags(w.Tags))),
        Relations.Select(r => new XElement("relation", new XAttribute("id", r.Id),
            r.Members.Select(m => new XElement("member", new XAttribute("type", m.Kind), new XAttribute("ref", m.Ref), new XAttribute("role", m.Role))), Tags(r.Tags))))
        .ToString();

    private static IEnumerable<XElement> Tags((string Key, string Value)[] tags) =>
        tags.Select(t => new XElement("tag", new XAttribute("k", t.Key), new XAttribute("v", t.Value)));

    private static string Degrees(int e7) => (e7 / 1e7).ToString("0.0000000", CultureInfo.InvariantCulture);
}
