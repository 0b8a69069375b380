namespace Wujin.Renewal.Store.Import;

/// <summary>
/// Finds the code of a town by what ledgers write: its code, its name, or its name without the last word (<c>湖塘</c> for <c>湖塘镇</c>).
/// </summary>
public sealed class TownNames
{
    private static readonly string[] LastWords = ["街道办事处", "镇人民政府", "街道", "镇", "乡"];

    private readonly Dictionary<string, string?> _codes = new(StringComparer.Ordinal);

    /// <summary>Takes the towns as they are.</summary>
    /// <param name="towns">Code and Chinese name of each.</param>
    public TownNames(IEnumerable<(string Code, string Name)> towns)
    {
        ArgumentNullException.ThrowIfNull(towns);
        var all = towns.ToList();
        foreach (var (code, name) in all)
        {
            Add(Short(name), code);
        }

        // A whole name or a code goes before what another name was shortened to.
        foreach (var (code, name) in all)
        {
            _codes[name] = code;
        }

        foreach (var (code, _) in all)
        {
            _codes[code] = code;
        }
    }

    /// <summary>Reads the towns of the register.</summary>
    public static async Task<TownNames> ReadAsync(RegisterDatabase database, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var connection = await database.DataSource.OpenConnectionAsync(cancellation);
        return new(await connection.ReadAsync("SELECT code, name_zh FROM renewal.town", r => (r.GetString(0), r.GetString(1)), cancellation));
    }

    /// <summary>The code of a town, or null where the text names none, or could name two.</summary>
    public string? Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var name = text.Trim();
        return _codes.GetValueOrDefault(name) ?? _codes.GetValueOrDefault(Short(name));
    }

    private void Add(string name, string code)
    {
        // Two towns of one short name: it names neither.
        _codes[name] = _codes.ContainsKey(name) ? null : code;
    }

    private static string Short(string name) =>
        LastWords.FirstOrDefault(w => name.Length > w.Length && name.EndsWith(w, StringComparison.Ordinal)) is { } word ? name[..^word.Length] : name;
}
