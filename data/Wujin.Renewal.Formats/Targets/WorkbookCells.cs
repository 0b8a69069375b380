using System.IO.Compression;
using System.Xml;
using Wujin.Renewal.Formats.Ledgers;

namespace Wujin.Renewal.Formats.Targets;

/// <summary>Finds the cells of a worksheet that hold a formula or an error; ExcelDataReader 3.6 tells neither.</summary>
internal static class WorkbookCells
{
    /// <summary>Such cells by name.</summary>
    /// <param name="path">A workbook; an .xls has none that are told.</param>
    /// <param name="sheet">Name of the worksheet.</param>
    public static IReadOnlyDictionary<string, (bool IsFormula, string? Error)> Find(string path, string sheet)
    {
        Dictionary<string, (bool, string?)> cells = new(StringComparer.Ordinal);
        if (!IsZip(path))
        {
            return cells;
        }

        using var zip = ZipFile.OpenRead(path);
        if (WorkbookErrors.PartOf(zip, sheet) is not { } part)
        {
            return cells;
        }

        using var stream = part.Open();
        using var x = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, IgnoreWhitespace = true });
        while (x.Read())
        {
            if (x.NodeType == XmlNodeType.Element && x.LocalName == "c" && x.GetAttribute("r") is { } name && !x.IsEmptyElement)
            {
                Look(x, name, x.GetAttribute("t") == "e", cells);
            }
        }

        return cells;
    }

    private static void Look(XmlReader x, string name, bool isError, Dictionary<string, (bool, string?)> cells)
    {
        var isFormula = false;
        string? error = null;
        using var content = x.ReadSubtree();
        while (content.Read())
        {
            if (content.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            isFormula |= content.LocalName == "f";
            if (isError && content.LocalName == "v" && content.Read() && content.NodeType == XmlNodeType.Text)
            {
                error = content.Value;
            }
        }

        if (isFormula || isError)
        {
            cells[name] = (isFormula, isError ? error ?? "#ERROR" : null);
        }
    }

    private static bool IsZip(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> head = stackalloc byte[2];
        return file.ReadAtLeast(head, 2, throwOnEndOfStream: false) == 2 && head.SequenceEqual("PK"u8);
    }
}
