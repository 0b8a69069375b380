namespace Wujin.Renewal.Formats.Ledgers;

/// <summary>A table of an office: text or workbook. What they share lies here; where the rows come from lies in the two below.</summary>
internal abstract class LedgerFile(LedgerLayout layout) : SourceFile
{
    /// <summary>Most rows whose passing over is reported one by one.</summary>
    private const int MostSkippedListed = 100;

    private readonly List<SkippedRow> _skipped = [];

    /// <inheritdoc/>
    public override IReadOnlyList<SkippedRow> Skipped => _skipped;

    /// <inheritdoc/>
    public override IEnumerable<SourceRow> Rows()
    {
        _skipped.Clear();
        foreach (var row in RawRows())
        {
            if (layout.WhyNoRecord(row) is { } reason)
            {
                if (reason.Length > 0 && _skipped.Count < MostSkippedListed)
                {
                    _skipped.Add(new(row.Number, reason));
                }

                continue;
            }

            yield return layout.Read(row);
        }

        BytesRead = TotalBytes;
    }

    /// <summary>The rows as they stand in the file, keeping <see cref="SourceFile.BytesRead"/>.</summary>
    protected abstract IEnumerable<LedgerRow> RawRows();
}
