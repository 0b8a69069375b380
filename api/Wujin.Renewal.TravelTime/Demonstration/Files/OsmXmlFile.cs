using System.Globalization;
using System.Text;
using System.Xml;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Demonstration.Files;

/// <summary>Writes OpenStreetMap XML 0.6.</summary>
public sealed class OsmXmlFile : OsmFile
{
    private readonly Stream _output;
    private readonly XmlWriter _nodes;
    private readonly Stream[] _waiting = [OpenWaitingRoom(), OpenWaitingRoom()];
    private readonly XmlWriter[] _writers;

    /// <summary>Begins a file.</summary>
    /// <param name="output">Is not closed.</param>
    public OsmXmlFile(Stream output)
    {
        _output = output;
        _nodes = XmlWriter.Create(output, Settings(ConformanceLevel.Document));
        _writers = [.. _waiting.Select(w => XmlWriter.Create(w, Settings(ConformanceLevel.Fragment)))];
        _nodes.WriteStartElement("osm");
        _nodes.WriteAttributeString("version", "0.6");
        _nodes.WriteAttributeString("generator", Generator);
    }

    /// <inheritdoc/>
    public override void Complete()
    {
        _nodes.WriteRaw(string.Empty); // closes the start tag
        _nodes.Flush();
        foreach (var (writer, waiting) in _writers.Zip(_waiting))
        {
            writer.Flush();
            waiting.Position = 0;
            _output.WriteByte((byte)'\n');
            waiting.CopyTo(_output);
        }

        _output.WriteByte((byte)'\n');
        _nodes.WriteEndElement();
        _nodes.Flush();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Array.ForEach(_writers, w => w.Dispose());
        Array.ForEach(_waiting, w => w.Dispose());
        _nodes.Dispose();
    }

    /// <inheritdoc/>
    protected override void WriteNode(long id, Position position, IReadOnlyList<(string Key, string Value)> tags)
    {
        Start(_nodes, "node", id);
        _nodes.WriteAttributeString("lat", Degrees(position.LatE7));
        _nodes.WriteAttributeString("lon", Degrees(position.LonE7));
        End(_nodes, tags);
    }

    /// <inheritdoc/>
    protected override void WriteWay(long id, IReadOnlyList<long> nodes, IReadOnlyList<(string Key, string Value)> tags)
    {
        Start(_writers[0], "way", id);
        foreach (var node in nodes)
        {
            _writers[0].WriteStartElement("nd");
            _writers[0].WriteAttributeString("ref", node.ToString(CultureInfo.InvariantCulture));
            _writers[0].WriteEndElement();
        }

        End(_writers[0], tags);
    }

    /// <inheritdoc/>
    protected override void WriteRelation(long id, IReadOnlyList<OsmMemberRef> members, IReadOnlyList<(string Key, string Value)> tags)
    {
        Start(_writers[1], "relation", id);
        foreach (var member in members)
        {
            _writers[1].WriteStartElement("member");
            _writers[1].WriteAttributeString("type", member.IsWay ? "way" : "node");
            _writers[1].WriteAttributeString("ref", member.Id.ToString(CultureInfo.InvariantCulture));
            _writers[1].WriteAttributeString("role", member.Role);
            _writers[1].WriteEndElement();
        }

        End(_writers[1], tags);
    }

    private static XmlWriterSettings Settings(ConformanceLevel level) =>
        new() { Encoding = new UTF8Encoding(false), Indent = true, IndentChars = " ", NewLineChars = "\n", ConformanceLevel = level, CloseOutput = false };

    private static void Start(XmlWriter writer, string element, long id)
    {
        writer.WriteStartElement(element);
        writer.WriteAttributeString("id", id.ToString(CultureInfo.InvariantCulture));
        writer.WriteAttributeString("version", "1");
    }

    private static void End(XmlWriter writer, IReadOnlyList<(string Key, string Value)> tags)
    {
        foreach (var (key, value) in tags)
        {
            writer.WriteStartElement("tag");
            writer.WriteAttributeString("k", key);
            writer.WriteAttributeString("v", value);
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private static string Degrees(int e7) => (e7 * 1e-7m).ToString("0.0000000", CultureInfo.InvariantCulture);
}
