using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Formats.Mapping;

/// <summary>Reads the instructions of <c>--map</c>.</summary>
internal static class MapInstructions
{
    /// <summary>
    /// Reads <c>target=source,target=source</c>. The target is the name or a title of a property, the source the name of a field. A field may be
    /// the source of several: the name of a place is its code as well, where there is no other.
    /// </summary>
    /// <returns>Property and index of the field; -1 where the property is to be left out.</returns>
    public static List<(PropertyDefinition Property, int Index)> Parse(
        IEnumerable<string> instructions, CollectionDefinition collection, IReadOnlyList<SourceField> fields, List<string> errors)
    {
        List<(PropertyDefinition, int)> told = [];
        foreach (var instruction in instructions.SelectMany(i => i.Split([',', '，'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
        {
            var sign = instruction.IndexOf('=', StringComparison.Ordinal);
            if (sign <= 0)
            {
                errors.Add($"--map \"{instruction}\" is not of the form target=source, for example name_zh=小区名.");
                continue;
            }

            var (target, source) = (instruction[..sign].Trim(), instruction[(sign + 1)..].Trim());
            var property = FindProperty(collection, target);
            var index = FindField(fields, source);
            if (property is null)
            {
                errors.Add($"--map \"{instruction}\": {collection.Id} has no property \"{target}\".");
            }
            else if (index < 0 && source.Length > 0)
            {
                errors.Add($"--map \"{instruction}\": the file has no field \"{source}\"; it has {string.Join(", ", fields.Select(f => f.Name))}.");
            }
            else if (told.Exists(t => t.Item1 == property))
            {
                errors.Add($"--map \"{instruction}\": {target} is mapped twice.");
            }
            else
            {
                told.Add((property, index));
            }
        }

        return told;
    }

    private static PropertyDefinition? FindProperty(CollectionDefinition collection, string target)
    {
        var wanted = ColumnName.Normalize(target);
        return collection.Find(target)
            ?? collection.Properties.FirstOrDefault(p => ((string[])[p.Name, p.TitleZh, p.TitleEn]).Any(n => ColumnName.Normalize(n) == wanted));
    }

    private static int FindField(IReadOnlyList<SourceField> fields, string source)
    {
        var exact = fields.Select((f, i) => (f, i)).Where(p => p.f.Name == source).Select(p => p.i).FirstOrDefault(-1);
        var wanted = ColumnName.Normalize(source);
        return exact >= 0 || wanted.Length == 0
            ? exact
            : fields.Select((f, i) => (f, i)).Where(p => ColumnName.Normalize(p.f.Name) == wanted).Select(p => p.i).FirstOrDefault(-1);
    }
}
