namespace Wujin.Renewal.Store.Import;

/// <summary>Rows of the staging table by ordinal, both ends included.</summary>
internal readonly record struct RowRange(long First, long Last)
{
    /// <summary>How many rows.</summary>
    public long Count => Last - First + 1;

    /// <summary>The range in pieces of at most <paramref name="size"/> rows.</summary>
    public IEnumerable<RowRange> Cut(long size)
    {
        for (var first = First; first <= Last; first += size)
        {
            yield return new(first, Math.Min(Last, first + size - 1));
        }
    }

    /// <summary>The two halves of a range of at least two rows.</summary>
    public (RowRange Lower, RowRange Upper) Halve()
    {
        var middle = First + ((Last - First) / 2);
        return (new(First, middle), new(middle + 1, Last));
    }

    /// <summary>The parameters @first and @last of a statement.</summary>
    public (string, object?)[] Parameters => [("first", First), ("last", Last)];
}
