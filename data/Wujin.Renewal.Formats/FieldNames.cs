namespace Wujin.Renewal.Formats;

/// <summary>Names for columns that have none or share one.</summary>
internal static class FieldNames
{
    /// <summary>The name, with <c>_2</c>, <c>_3</c> … where it is taken; an empty one becomes <c>column</c>.</summary>
    public static string Unique(string name, HashSet<string> taken)
    {
        var wanted = name.Length == 0 ? "column" : name;
        var unique = wanted;
        for (var n = 2; !taken.Add(unique); n++)
        {
            unique = $"{wanted}_{n}";
        }

        return unique;
    }
}
