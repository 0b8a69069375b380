using System.Globalization;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Formats.Ledgers;

/// <summary>How a ledger is laid out: where its data begins, which column is which field, where its geometry stands.</summary>
internal sealed class LedgerLayout
{
    private const int RowsLookedAt = 200;

    private readonly LedgerHeader _header;
    private readonly GeometryColumns? _geometry;
    private readonly int[] _columns;

    private LedgerLayout(LedgerHeader header, GeometryColumns? geometry, int[] columns, IReadOnlyList<SourceField> fields, SourceCrs crs)
    {
        (_header, _geometry, _columns, Fields, Crs) = (header, geometry, columns, fields, crs);
    }

    /// <summary>The fields, without the columns of the geometry.</summary>
    public IReadOnlyList<SourceField> Fields { get; }

    /// <summary>The coordinate system of the geometry.</summary>
    public SourceCrs Crs { get; }

    /// <summary>Finds the layout by the first rows.</summary>
    /// <exception cref="SourceFileException">There is no header.</exception>
    public static LedgerLayout Find(IEnumerable<LedgerRow> rows, SourceOptions options)
    {
        var first = rows.Where(r => !r.IsBlank).Take(RowsLookedAt).ToList();
        var header = LedgerHeader.Find([.. first.Take(LedgerHeader.RowsLookedAt)])
            ?? throw new SourceFileException("The table has no header row: the names of the columns have to stand above the data, at least one of them known or two different ones.");
        var geometry = GeometryColumns.Find(header.Names);
        var used = geometry?.Indices.ToHashSet() ?? [];
        int[] columns = [.. Enumerable.Range(0, header.Names.Count).Where(i => header.Names[i].Length > 0 && !used.Contains(i))];
        var data = first.Where(r => r.Number > header.LastRow && LedgerNoise.Reason(r) is null).ToList();
        SourceField[] fields = [.. columns.Select(c => new SourceField(header.Names[c], TypeOf(data.Select(r => c < r.Cells.Length ? r.Cells[c] : null))))];
        return new(header, geometry, columns, fields, geometry?.FindCrs(data, options.Crs) ?? SourceCrs.NotNeeded);
    }

    /// <summary>Why a row holds no record (title, header, blank, totals, notes), or null where it does.</summary>
    public string? WhyNoRecord(LedgerRow row) =>
        row.Number <= _header.LastRow || row.IsBlank ? ""
        : _header.IsRepeatedBy(row) ? "the header again"
        : LedgerNoise.Reason(row);

    /// <summary>Turns a row into a record.</summary>
    public SourceRow Read(LedgerRow row)
    {
        List<Fault> faults = row.Problem is { } problem ? [new Fault("", problem)] : [];
        var values = new object?[_columns.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = _columns[i] < row.Cells.Length && row.Cells[_columns[i]] is { } value and not "" ? value : null;
            if (values[i] is string text && text.Contains('\uFFFD', StringComparison.Ordinal))
            {
                faults.Add(Fault.OfProperty(Fields[i].Name, $"\"{text}\" has bytes that the encoding does not allow; check it with --encoding."));
            }
        }

        var geometry = _geometry?.Read(row, faults);
        return new() { Number = row.Number, Values = values, Geometry = geometry, Faults = faults };
    }

    private static FieldType TypeOf(IEnumerable<object?> cells)
    {
        var kinds = cells.Where(c => c is not (null or "")).Select(KindOf).Distinct().Take(2).ToList();
        return kinds.Count switch { 0 => FieldType.Unknown, 1 => kinds[0], _ => FieldType.Text };
    }

    private static FieldType KindOf(object? cell) => cell switch
    {
        long or double or decimal => FieldType.Number,
        bool => FieldType.Boolean,
        DateTime => FieldType.Date,
        string text when double.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _) => FieldType.Number,
        _ => FieldType.Text,
    };
}
