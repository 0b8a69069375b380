using System.Globalization;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Domain.Sites;
using Wujin.Renewal.Formats;
using Wujin.Renewal.Formats.Mapping;
using Wujin.Renewal.Store.Import;

namespace Wujin.Renewal.Api.Import;

/// <summary>The rows of a file as the bulk loader takes them: drafts with their faults, the cells at fault, and towns by their codes.</summary>
internal sealed class MappedRows
{
    private const string TownCode = "town_code";
    private const string DeclaredTown = "declared_town_code";
    private const string TownName = "town_name";

    private readonly SourceFile _file;
    private readonly ColumnMapping _mapping;
    private readonly DraftBuilder _drafts;
    private readonly TownNames? _towns;
    private readonly Dictionary<string, int> _columns;
    private readonly int _kind;

    /// <summary>Prepares the rows of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="mapping">Its columns.</param>
    /// <param name="towns">The towns of the register, for sites; null for other collections.</param>
    public MappedRows(SourceFile file, ColumnMapping mapping, TownNames? towns)
    {
        (_file, _mapping, _towns) = (file, mapping, towns);
        _drafts = new(mapping, file.Crs);
        _columns = mapping.Mapped.Concat(mapping.KeptByRegister).ToDictionary(m => m.Property.Name, m => m.Index);
        _kind = mapping.Collection.SiteKind is null ? -1 : _columns.GetValueOrDefault("kind", -1);
        var properties = mapping.Mapped.Select(m => m.Property.Name);
        Properties = [.. ResolvesTownNames ? properties.Append(TownCode) : properties];
    }

    /// <summary>The properties the rows give.</summary>
    public IReadOnlyCollection<string> Properties { get; }

    // A ledger that names its towns and has no column for their codes.
    private bool ResolvesTownNames => _towns is not null && _columns.ContainsKey(TownName) && !_columns.ContainsKey(TownCode) && !_columns.ContainsKey(DeclaredTown);

    /// <summary>Streams the rows.</summary>
    public IEnumerable<ImportRow> Read() => _file.Rows().Select(Read);

    private ImportRow Read(SourceRow source)
    {
        var row = _drafts.Build(source);
        List<Fault> faults = [.. row.Faults.Where(f => !IsForTheRegisterToSay(f, source))];
        if (WrongKind(source) is { } wrong)
        {
            faults.Add(wrong);
        }

        var draft = row.Draft;
        if (faults.Count == 0 && row.Faults.Count > 0 && draft.Geometry is { } geometry)
        {
            draft = draft with { Geometry = GeometryRules.Normalize(geometry, _mapping.Collection.Geometry) };
        }

        var (located, remark) = ResolveTown(source.Number, draft);
        return new(source.Number, located, [.. faults.Select(f => new RowFault(source.Number, draft.Code, f) { Value = Cell(source, f) })]) { Remark = remark };
    }

    // A property without a column and a row without an outline keep what is stored: whether something is stored, the register knows.
    private bool IsForTheRegisterToSay(Fault fault, SourceRow source) => fault.Pointer switch
    {
        "/geometry" => source.Geometry is null && !source.Faults.Any(f => f.Pointer.StartsWith("/geometry", StringComparison.Ordinal)),
        _ => _mapping.Missing.Any(p => p.Name != "code" && fault.Pointer == Pointer(p.Name)),
    };

    private Fault? WrongKind(SourceRow source)
    {
        var expected = _mapping.Collection.SiteKind?.Code();
        if (_kind < 0 || source.Values[_kind] is not string text || CodeLists.Kinds.FindByLabel(text.Trim())?.Code is not { } kind || kind == expected)
        {
            return null;
        }

        return Fault.OfProperty("kind", $"The row is of kind {kind}, but the import is of {expected}; divide the file by kind.");
    }

    private (FeatureDraft Draft, RowFault? Remark) ResolveTown(long number, FeatureDraft draft)
    {
        if (_towns is null)
        {
            return (draft, null);
        }

        var from = ResolvesTownNames ? TownName : _columns.ContainsKey(DeclaredTown) ? DeclaredTown : TownCode;
        if (draft.Values.GetValueOrDefault(from) is not string { Length: > 0 } text)
        {
            return (draft, null);
        }

        var code = _towns.Find(text);
        if (code is null && ResolvesTownNames)
        {
            var detail = $"The register has no town \"{text}\", or more than one that it could be; the declared town is left empty.";
            return (draft, new(number, draft.Code, Fault.OfProperty(TownName, detail)) { Value = text });
        }

        Dictionary<string, object?> values = new(draft.Values) { [ResolvesTownNames ? TownCode : from] = code ?? text };
        return (draft with { Values = values }, null);
    }

    private string? Cell(SourceRow source, Fault fault)
    {
        const string properties = "/properties/";
        return fault.Pointer.StartsWith(properties, StringComparison.Ordinal)
            && _columns.TryGetValue(fault.Pointer[properties.Length..], out var index)
            && source.Values[index] is { } value
                ? value is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : value.ToString()
                : null;
    }

    private static string Pointer(string property) => "/properties/" + property;
}
