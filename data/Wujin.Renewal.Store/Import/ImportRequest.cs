using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Store.Import;

/// <summary>What is to be imported, and how. One request is one transaction.</summary>
public sealed record ImportRequest
{
    /// <summary>The collection the rows are meant for.</summary>
    public required CollectionDefinition Collection { get; init; }

    /// <summary>
    /// The properties the file has a column for, by name, <c>code</c> among them. The file is a table: a property without a column keeps its
    /// stored value, an empty cell of a column takes the stored value away. Properties that the register keeps itself are passed over.
    /// </summary>
    public required IReadOnlyCollection<string> Columns { get; init; }

    /// <summary>
    /// Whether the file can have geometries. Even then a row without one keeps the stored outline: an import never takes an outline away.
    /// </summary>
    public bool HasGeometry { get; init; }

    /// <summary>
    /// Whether features of the collection that the file does not have are deleted, in the same transaction (their history stays). For
    /// reference data only: an office puts its own towns in the place of schematic ones.
    /// </summary>
    public bool ReplacesCollection { get; init; }

    /// <summary>Do everything, then roll back.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Record the good rows although others are bad. Without it a single bad row keeps all out.</summary>
    public bool SkipsBadRows { get; init; }

    /// <summary>Who imports; recorded with the change. Null for the user of the database session.</summary>
    public string? Actor { get; init; }

    /// <summary>Why; recorded with the change.</summary>
    public string? Reason { get; init; }
}

/// <summary>One row of a file on its way into the register.</summary>
/// <param name="Number">Its number as the person who has the file counts: the row of the sheet, the record of the table, from 1.</param>
/// <param name="Draft">
/// The feature. Its geometry is in EPSG:4490 in the form that <see cref="GeometryRules.Normalize"/> gives. With faults, only the code counts.
/// </param>
/// <param name="Faults">What is wrong with it as far as the row alone can tell; empty for a good one.</param>
public readonly record struct ImportRow(long Number, FeatureDraft Draft, IReadOnlyList<RowFault> Faults)
{
    /// <summary>What should be looked at, though the row is good; null for nothing.</summary>
    public RowFault? Remark { get; init; }
}

/// <summary>A fault, or a remark, and the row it belongs to.</summary>
/// <param name="Row">Number of the row in the file; 0 where it concerns the whole file.</param>
/// <param name="Code">Code of the feature, or null where the row has none.</param>
/// <param name="Fault">What is wrong, where.</param>
public sealed record RowFault(long Row, string? Code, Fault Fault)
{
    /// <summary>The cell as the file has it, where one cell is at fault and known.</summary>
    public string? Value { get; init; }
}

/// <summary>How an import ended.</summary>
public sealed record ImportOutcome
{
    /// <summary>Rows read, good and bad.</summary>
    public required long Rows { get; init; }

    /// <summary>Features that were not in the register before.</summary>
    public required long Inserted { get; init; }

    /// <summary>Features that got a new version.</summary>
    public required long Updated { get; init; }

    /// <summary>Features that already were as the file has them: no new version.</summary>
    public required long Unchanged { get; init; }

    /// <summary>Features deleted because the file replaces the collection and does not have them.</summary>
    public required long Deleted { get; init; }

    /// <summary>Everything that is wrong, by row.</summary>
    public required IReadOnlyList<RowFault> Faults { get; init; }

    /// <summary>What was recorded but should be looked at, by row: a declared town that is not the one the outline lies in.</summary>
    public required IReadOnlyList<RowFault> Remarks { get; init; }

    /// <summary>
    /// Whether the register has changed (or, where nothing differed, is known to hold the file). False after a dry run, and where faults kept
    /// the file out: then the counts say what would have happened, as far as it was tried.
    /// </summary>
    public required bool IsCommitted { get; init; }

    /// <summary>Rows with at least one fault.</summary>
    public long BadRows => Faults.Where(f => f.Row > 0).Select(f => f.Row).Distinct().LongCount();
}

/// <summary>The steps of an import, in their order.</summary>
public enum ImportStep
{
    /// <summary>The file is read into a staging table.</summary>
    Reading,

    /// <summary>The rows are compared with one another and with the register.</summary>
    Checking,

    /// <summary>The rows are written.</summary>
    Recording,

    /// <summary>The transaction is ended.</summary>
    Ending,
}

/// <summary>How far an import is.</summary>
/// <param name="Step">The step under way.</param>
/// <param name="Rows">Rows done in this step.</param>
/// <param name="Total">Rows this step has, or null while the file is being read.</param>
public readonly record struct ImportProgress(ImportStep Step, long Rows, long? Total);

/// <summary>The import could not be carried through and the register is as it was; the message is one line and says what to do.</summary>
public sealed class ImportException : StoreException
{
    /// <inheritdoc cref="StoreException(string, Exception?)"/>
    public ImportException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
