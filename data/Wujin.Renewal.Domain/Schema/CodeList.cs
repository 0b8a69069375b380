namespace Wujin.Renewal.Domain.Schema;

/// <summary>One permitted value of a coded property.</summary>
/// <param name="Code">The value stored and served.</param>
/// <param name="TitleZh">Chinese label; ledgers may use it in place of the code.</param>
/// <param name="TitleEn">English label.</param>
public sealed record CodeEntry(string Code, string TitleZh, string TitleEn);

/// <summary>The permitted values of a coded property, in display order.</summary>
public sealed class CodeList(params CodeEntry[] entries)
{
    /// <summary>The entries, in display order.</summary>
    public IReadOnlyList<CodeEntry> Entries { get; } = entries;

    /// <summary>Finds an entry by its code.</summary>
    public CodeEntry? Find(string code) => Entries.FirstOrDefault(e => e.Code == code);

    /// <summary>Finds an entry by code or by its Chinese or English label, as ledgers spell it.</summary>
    public CodeEntry? FindByLabel(string text) =>
        Find(text)
        ?? Entries.FirstOrDefault(e => e.TitleZh == text)
        ?? Entries.FirstOrDefault(e =>
            e.Code.Equals(text, StringComparison.OrdinalIgnoreCase) || e.TitleEn.Equals(text, StringComparison.OrdinalIgnoreCase));
}
