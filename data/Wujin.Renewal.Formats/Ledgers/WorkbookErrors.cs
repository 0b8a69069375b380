using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace Wujin.Renewal.Formats.Ledgers;

/// <summary>
/// Finds the cells of a worksheet that hold an error. ExcelDataReader 3.6 gives them out as empty, which would lose a value without a word.
/// </summary>
internal static class WorkbookErrors
{
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, IgnoreWhitespace = true };

    /// <summary>Rows with such cells, and the first of them in words: <c>C2 holds the Excel error #REF!</c>.</summary>
    /// <param name="path">An .xlsx that can be read.</param>
    /// <param name="sheet">Name of the worksheet.</param>
    public static IReadOnlyDictionary<long, string> Find(string path, string sheet)
    {
        try
        {
            using var zip = ZipFile.OpenRead(path);
            var part = PartOf(zip, sheet);
            return part is null ? new Dictionary<long, string>() : CellsOf(part);
        }
        catch (Exception e) when (e is XmlException or InvalidDataException)
        {
            throw new SourceFileException($"The workbook is damaged ({e.Message.TrimEnd('.')}); open it in Excel or WPS and save it again as .xlsx.", e);
        }
    }

    /// <summary>The part of a workbook that holds a worksheet, or null.</summary>
    internal static ZipArchiveEntry? PartOf(ZipArchive zip, string sheet)
    {
        var id = Elements(zip.GetEntry("xl/workbook.xml"), "sheet")
            .Where(x => x.GetAttribute("name") == sheet).Select(x => x.GetAttribute("id", Relations)).FirstOrDefault();
        var target = Elements(zip.GetEntry("xl/_rels/workbook.xml.rels"), "Relationship")
            .Where(x => id is not null && x.GetAttribute("Id") == id).Select(x => x.GetAttribute("Target")).FirstOrDefault();
        return target is null ? null : zip.GetEntry(target.StartsWith('/') ? target[1..] : "xl/" + target);
    }

    private static Dictionary<long, string> CellsOf(ZipArchiveEntry part)
    {
        Dictionary<long, string> cells = [];
        foreach (var x in Elements(part, "c"))
        {
            if (x.GetAttribute("t") == "e" && x.GetAttribute("r") is { } name
                && long.TryParse(name.AsSpan().TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var row))
            {
                using var content = x.ReadSubtree();
                cells.TryAdd(row, $"{name} holds the Excel error {(content.ReadToDescendant("v") ? content.ReadElementContentAsString() : "")}");
            }
        }

        return cells;
    }

    private static IEnumerable<XmlReader> Elements(ZipArchiveEntry? part, string name)
    {
        if (part is null)
        {
            yield break;
        }

        using var stream = part.Open();
        using var x = XmlReader.Create(stream, Settings);
        while (x.Read())
        {
            if (x.NodeType == XmlNodeType.Element && x.LocalName == name)
            {
                yield return x;
            }
        }
    }
}
