using System.Globalization;
using System.Xml;

namespace Wujin.Renewal.TravelTime.Osm;

/// <summary>Reads one node, way or relation of OSM XML into a block.</summary>
/// <param name="xml">At the beginning of the element; afterwards at its end.</param>
/// <param name="block">Takes it.</param>
/// <param name="texts">Numbers of the block's texts.</param>
internal readonly struct XmlElementReader(XmlReader xml, OsmBlock block, Dictionary<string, int> texts)
{
    /// <summary>Reads it.</summary>
    /// <exception cref="InvalidDataException">An id is missing or no number.</exception>
    public void Read(OsmKinds kind)
    {
        var id = Id(xml.GetAttribute("id"), "id");
        var (firstRef, firstMember, tagStart) = (block.Refs.Count, block.Members.Count, block.TagCount);
        if (kind == OsmKinds.Nodes)
        {
            block.AddNode(id, OsmBlock.PositionAt(Degrees(xml.GetAttribute("lon")), Degrees(xml.GetAttribute("lat"))));
        }

        ReadChildren();
        switch (kind)
        {
            case OsmKinds.Nodes when block.TagCount > tagStart:
                block.TaggedNodes.Add(new(id, block.NodeIds.Count - 1, block.NodeIds.Count, tagStart, block.TagCount));
                break;
            case OsmKinds.Ways:
                block.Ways.Add(new(id, firstRef, block.Refs.Count, tagStart, block.TagCount));
                break;
            case OsmKinds.Relations:
                block.Relations.Add(new(id, firstMember, block.Members.Count, tagStart, block.TagCount));
                break;
        }
    }

    private void ReadChildren()
    {
        if (xml.IsEmptyElement)
        {
            return;
        }

        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.Depth != depth + 1)
            {
                continue;
            }

            switch (xml.Name)
            {
                case "tag":
                    block.AddTag(Text(xml.GetAttribute("k")), Text(xml.GetAttribute("v")));
                    break;
                case "nd":
                    block.AddRef(Id(xml.GetAttribute("ref"), "ref"));
                    break;
                case "member":
                    block.AddMember(new(
                        xml.GetAttribute("type") switch { "node" => OsmKinds.Nodes, "way" => OsmKinds.Ways, "relation" => OsmKinds.Relations, _ => OsmKinds.None },
                        Id(xml.GetAttribute("ref"), "ref"), Text(xml.GetAttribute("role"))));
                    break;
            }
        }
    }

    private int Text(string? text)
    {
        text ??= string.Empty;
        if (!texts.TryGetValue(text, out var number))
        {
            texts[text] = number = block.AddText(text);
        }

        return number;
    }

    private static long Id(string? text, string attribute) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id)
        ? id
        : throw new InvalidDataException($"{attribute} \"{text}\" is no whole number");

    // Missing or not a number: not on earth.
    private static long Degrees(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= 360 ? (long)Math.Round(degrees * 1e7) : long.MaxValue;
}
