using System.Globalization;
using NetTopologySuite.Geometries;
using Wujin.Renewal.Domain.Crs;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Formats.Mapping;

/// <summary>A row made ready for the register.</summary>
/// <param name="Number">The number of the row, as <see cref="SourceRow.Number"/>.</param>
/// <param name="Draft">
/// The feature, geometry in EPSG:4490 and in the form in which it is stored. For ledgers that name the town, <c>town_name</c> is among the
/// values; the importer resolves it. With faults, the draft has what could be read.
/// </param>
/// <param name="Faults">What is wrong, all of it, with the field of the file in the words where that differs from the property.</param>
public sealed record DraftRow(long Number, FeatureDraft Draft, IReadOnlyList<Fault> Faults);

/// <summary>
/// Turns rows of a file into drafts of features: values by the mapping, geometry from the file's coordinate system, all rules checked.
/// It keeps no state: several threads may build rows with one builder.
/// </summary>
public sealed class DraftBuilder
{
    private readonly ColumnMapping _mapping;
    private readonly CoordinateSystem? _crs;

    /// <summary>Prepares for a file.</summary>
    /// <param name="mapping">The mapping of its fields.</param>
    /// <param name="crs">Its coordinate system.</param>
    /// <exception cref="SourceFileException">The file has geometries, but their coordinate system is not known.</exception>
    public DraftBuilder(ColumnMapping mapping, SourceCrs crs)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        ArgumentNullException.ThrowIfNull(crs);
        if (crs.Origin == CrsOrigin.Unknown)
        {
            throw new SourceFileException(crs.Detail);
        }

        (_mapping, _crs) = (mapping, crs.System);
    }

    /// <summary>Makes one row ready.</summary>
    public DraftRow Build(SourceRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        List<Fault> faults = [.. row.Faults];
        var values = ReadValues(row, faults);
        var geometry = row.Geometry is { } given && _crs is not null ? CrsTransform.ToStorage(given, _crs) : row.Geometry;
        var draft = new FeatureDraft(values, geometry);
        AddRuleFaults(draft, row, faults);
        return new(row.Number, faults.Count == 0 && geometry is not null ? draft with { Geometry = Normalize(geometry) } : draft, faults);
    }

    private Dictionary<string, object?> ReadValues(SourceRow row, List<Fault> faults)
    {
        Dictionary<string, object?> values = new(_mapping.Mapped.Count, StringComparer.Ordinal);
        foreach (var (field, index, property, _) in _mapping.Mapped)
        {
            if (ValueParser.Parse(property, row.Values[index], out var value) is { } wrong)
            {
                faults.Add(Fault.OfProperty(property.Name, field.Name == property.Name ? wrong : $"{field.Name}: {wrong}"));
            }
            else
            {
                values[property.Name] = value;
            }
        }

        return values;
    }

    // A value that could not be read has its fault already; so has a geometry.
    private void AddRuleFaults(FeatureDraft draft, SourceRow row, List<Fault> faults)
    {
        var reported = faults.Select(f => f.Pointer).ToHashSet(StringComparer.Ordinal);
        var hasGeometryFault = row.Faults.Any(f => f.Pointer.StartsWith("/geometry", StringComparison.Ordinal) || f.Pointer.Length == 0);
        foreach (var fault in FeatureRules.Check(_mapping.Collection, draft))
        {
            if (!reported.Contains(fault.Pointer) && !(hasGeometryFault && fault.Pointer.StartsWith("/geometry", StringComparison.Ordinal)))
            {
                faults.Add(fault.Pointer == "/geometry" ? Explain(fault, row, draft) : fault);
            }
        }
    }

    // Metres read in a system they are not in lead anywhere: their own numbers say more than the degrees they were turned into.
    private Fault Explain(Fault fault, SourceRow row, FeatureDraft draft)
    {
        if (_crs is not { IsProjected: true } || row.Geometry is not { IsEmpty: false } given || GeometryRules.China.Contains(draft.Geometry!.EnvelopeInternal))
        {
            return fault;
        }

        var advice = CoordinateGuess.Of(given.EnvelopeInternal).Advice();
        return fault with
        {
            Detail = string.Create(CultureInfo.InvariantCulture, $"{fault.Detail} The file has {given.Coordinate.X:0.###}, {given.Coordinate.Y:0.###}, read as {_crs.Code}: {advice}."),
        };
    }

    private Geometry Normalize(Geometry geometry) => GeometryRules.Normalize(geometry, _mapping.Collection.Geometry);
}
