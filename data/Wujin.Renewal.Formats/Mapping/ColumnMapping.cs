using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Formats.Mapping;

/// <summary>A field of a file and the property it is read into.</summary>
/// <param name="Field">The field.</param>
/// <param name="Index">Its place in <see cref="SourceRow.Values"/>.</param>
/// <param name="Property">The property.</param>
/// <param name="Why">How they were brought together: <c>--map</c>, <c>name</c>, <c>title</c> or <c>alias</c>.</param>
public sealed record MappedField(SourceField Field, int Index, PropertyDefinition Property, string Why);

/// <summary>Which field of a file is read into which property of a collection, and what is left over on either side.</summary>
public sealed class ColumnMapping
{
    private ColumnMapping(CollectionDefinition collection) => Collection = collection;

    /// <summary>The collection.</summary>
    public CollectionDefinition Collection { get; }

    /// <summary>The fields that are read, in the order of the properties.</summary>
    public required IReadOnlyList<MappedField> Mapped { get; init; }

    /// <summary>Fields that are known but kept by the register itself (measured area, version, …): they are not read.</summary>
    public required IReadOnlyList<MappedField> KeptByRegister { get; init; }

    /// <summary>Fields that fit no property: they are not read; show them, so that nothing is lost unnoticed.</summary>
    public required IReadOnlyList<SourceField> Unmapped { get; init; }

    /// <summary>Required properties that no field gives.</summary>
    public required IReadOnlyList<PropertyDefinition> Missing { get; init; }

    /// <summary>What stops the import: two fields for one property, an unknown name in <c>--map</c>. One sentence each.</summary>
    public required IReadOnlyList<string> Errors { get; init; }

    /// <summary>
    /// Brings fields and properties together: first as told, then by the name of the property, then by its Chinese or English title, then by
    /// the names ledgers use. Names are compared by <see cref="ColumnName.Normalize"/>. A better kind of match goes before a weaker one; two
    /// fields with equally good claims to one property are an error.
    /// </summary>
    /// <param name="collection">The collection.</param>
    /// <param name="fields">The fields of the file.</param>
    /// <param name="instructions">
    /// <c>target=source</c>, as <c>--map</c> gives them; several in one, divided by commas, are understood. <c>target=</c> leaves a property out.
    /// </param>
    public static ColumnMapping Create(CollectionDefinition collection, IReadOnlyList<SourceField> fields, IEnumerable<string>? instructions = null)
    {
        ArgumentNullException.ThrowIfNull(collection);
        ArgumentNullException.ThrowIfNull(fields);
        List<string> errors = [];
        var told = MapInstructions.Parse(instructions ?? [], collection, fields, errors);
        List<MappedField> matched = [.. told.Where(t => t.Index >= 0).Select(t => new MappedField(fields[t.Index], t.Index, t.Property, "--map"))];
        var settled = told.Select(t => t.Property).ToHashSet();
        foreach (var (why, namesOf) in Ranks())
        {
            Match(collection, fields, why, namesOf, matched, settled, errors);
        }

        var order = collection.Properties.Select((p, i) => (p, i)).ToDictionary(p => p.p, p => p.i);
        var all = matched.OrderBy(m => order[m.Property]).ToList();
        var taken = all.Select(m => m.Index).ToHashSet();
        return new(collection)
        {
            Mapped = [.. all.Where(m => !m.Property.IsReadOnly || IsRead(m.Property))],
            KeptByRegister = [.. all.Where(m => m.Property.IsReadOnly && !IsRead(m.Property))],
            Unmapped = [.. fields.Where((_, i) => !taken.Contains(i))],
            Missing = [.. collection.Properties.Where(p => p.IsRequired && !all.Exists(m => m.Property == p))],
            Errors = errors,
        };
    }

    // The name of the town is derived, but ledgers give it in place of the code; the importer finds the town by it.
    private static bool IsRead(PropertyDefinition property) => property.Name == "town_name";

    private static IEnumerable<(string Why, Func<PropertyDefinition, IEnumerable<string>> NamesOf)> Ranks() =>
    [
        ("name", p => [p.Name]),
        ("title", p => [p.TitleZh, p.TitleEn]),
        ("alias", p => p.Aliases),
    ];

    private static void Match(
        CollectionDefinition collection, IReadOnlyList<SourceField> fields, string why, Func<PropertyDefinition, IEnumerable<string>> namesOf,
        List<MappedField> matched, HashSet<PropertyDefinition> settled, List<string> errors)
    {
        foreach (var property in collection.Properties.Where(p => !settled.Contains(p)).ToList())
        {
            var taken = matched.Select(m => m.Index).ToHashSet();
            var names = namesOf(property).Select(ColumnName.Normalize).ToHashSet();
            var claims = Enumerable.Range(0, fields.Count).Where(i => !taken.Contains(i) && names.Contains(ColumnName.Normalize(fields[i].Name))).ToList();
            if (claims.Count > 1)
            {
                errors.Add($"{string.Join(" and ", claims.Select(i => $"\"{fields[i].Name}\""))} both fit {property.Name} ({property.TitleZh}); say which with --map '{property.Name}=…'.");
            }

            if (claims.Count > 0)
            {
                matched.Add(new(fields[claims[0]], claims[0], property, why));
                settled.Add(property);
            }
        }
    }
}
