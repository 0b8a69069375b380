using System.Globalization;
using System.Xml;

namespace Wujin.Renewal.TravelTime.Osm;

/// <summary>OSM XML, read as a stream.</summary>
internal sealed class XmlSource(string path, bool isGzip) : OsmSource(path, isGzip)
{
    private const int ElementsInBlock = 8000;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, IgnoreWhitespace = true,
        CheckCharacters = false,
    };

    /// <inheritdoc/>
    public override void Read<T>(OsmKinds kinds, Func<OsmBlock, T> work, Action<T> take, Action<double> progress, CancellationToken cancellation)
    {
        using var stream = OpenStream(out var file);
        var length = Math.Max(1, file.Length);
        BlockPipeline.Run(ReadBlocks(stream, kinds), work, result =>
        {
            take(result);
            progress(file.Position / (double)length);
        }, cancellation);
    }

    private IEnumerable<OsmBlock> ReadBlocks(Stream stream, OsmKinds kinds)
    {
        using var xml = XmlReader.Create(stream, Settings);
        var texts = new Dictionary<string, int>();
        var block = new OsmBlock([]);
        var count = 0;
        while (Advance(xml, block, texts, kinds))
        {
            if (++count == ElementsInBlock)
            {
                yield return block;
                (block, texts, count) = (new([]), [], 0);
            }
        }

        if (count > 0)
        {
            yield return block;
        }
    }

    // Reads up to and with the next element of a kind that is wanted.
    private bool Advance(XmlReader xml, OsmBlock block, Dictionary<string, int> texts, OsmKinds kinds)
    {
        try
        {
            while (xml.Read())
            {
                if (xml.NodeType != XmlNodeType.Element)
                {
                    continue;
                }

                CheckRoot(xml);
                var kind = KindOf(xml.Name);
                if ((kind & kinds) != 0 && xml.GetAttribute("visible") != "false" && xml.GetAttribute("action") != "delete")
                {
                    block.Kinds |= kind;
                    new XmlElementReader(xml, block, texts).Read(kind);
                    return true;
                }
            }

            return false;
        }
        catch (XmlException broken)
        {
            throw new OsmFileException($"{Name} is damaged or cut off: {broken.Message} Nothing was built. Download it again.", broken);
        }
        catch (InvalidDataException wrong)
        {
            var line = ((IXmlLineInfo)xml).LineNumber.ToString(CultureInfo.InvariantCulture);
            throw new OsmFileException($"{Name} is damaged: line {line}: {wrong.Message}. Nothing was built. Download it again.", wrong);
        }
    }

    private void CheckRoot(XmlReader xml)
    {
        if (xml.Depth == 0 && xml.Name != "osm")
        {
            throw new OsmFileException(xml.Name == "osmChange"
                ? $"{Name} holds changes, not a map. Apply it to one first: osmium apply-changes"
                : $"{Name} is XML, but no OSM XML: its root element is <{xml.Name}>, not <osm>.");
        }
    }

    private static OsmKinds KindOf(string element) => element switch
    {
        "node" => OsmKinds.Nodes,
        "way" => OsmKinds.Ways,
        "relation" => OsmKinds.Relations,
        _ => OsmKinds.None,
    };
}
