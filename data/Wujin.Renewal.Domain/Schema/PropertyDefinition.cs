namespace Wujin.Renewal.Domain.Schema;

/// <summary>
/// One property of a collection: its name in JSON, in the database and in files, its type, its bounds and its labels.
/// Validation, SQL, JSON, HTML, OpenAPI and the mapping of ledger columns all read this one definition.
/// </summary>
public sealed record PropertyDefinition
{
    /// <summary>Name in JSON, in files, and of the database column. ASCII snake case.</summary>
    public required string Name { get; init; }

    /// <summary>Value type.</summary>
    public required PropertyType Type { get; init; }

    /// <summary>Chinese label.</summary>
    public required string TitleZh { get; init; }

    /// <summary>English label.</summary>
    public required string TitleEn { get; init; }

    /// <summary>Unit of the value (<c>m²</c>, <c>万元</c>, <c>mu</c>), or null where it has none.</summary>
    public string? Unit { get; init; }

    /// <summary>Permitted values of a <see cref="PropertyType.Code"/> property.</summary>
    public CodeList? Codes { get; init; }

    /// <summary>Smallest permitted number, inclusive.</summary>
    public decimal? Minimum { get; init; }

    /// <summary>Largest permitted number, inclusive.</summary>
    public decimal? Maximum { get; init; }

    /// <summary>Longest permitted text, in UTF-16 units.</summary>
    public int MaximumLength { get; init; } = 500;

    /// <summary>
    /// Kept by the register (derived, measured or versioned). A client may send it back as it was read; a different value is an error.
    /// </summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Must be given and not null when a feature is created.</summary>
    public bool IsRequired { get; init; }

    /// <summary>What the register records where no value, or null, is given; null where it records that there is none.</summary>
    public object? Default { get; init; }

    /// <summary>Other column names that ledgers use for it, Chinese first. The labels and the name itself always match.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => Name;
}
