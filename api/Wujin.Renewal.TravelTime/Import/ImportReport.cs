namespace Wujin.Renewal.TravelTime.Import;

/// <summary>What an import found, took and left out.</summary>
public sealed class ImportReport
{
    private const int MostExamples = 5;

    private readonly Dictionary<string, Finding> _findings = [];
    private readonly OrderedDictionary<string, long> _counts = [];

    /// <summary>Figures by name, in the order in which they came up; names are stable, in lower case with underscores.</summary>
    public IReadOnlyDictionary<string, long> Counts => _counts;

    /// <summary>What was not sound and how it was dealt with.</summary>
    public IReadOnlyList<ImportFinding> Findings =>
        [.. _findings.Select(f => new ImportFinding(f.Key, f.Value.Count, [.. f.Value.Examples]))];

    internal void Count(string name, long count) => _counts[name] = _counts.GetValueOrDefault(name) + count;

    /// <summary>Notes a fault, with the OpenStreetMap id of what has it.</summary>
    internal void Note(string what, long id)
    {
        if (!_findings.TryGetValue(what, out var finding))
        {
            _findings[what] = finding = new();
        }

        finding.Count++;
        if (finding.Examples.Count < MostExamples)
        {
            finding.Examples.Add(id);
        }
    }

    /// <summary>Notes rows of another file; the first is told.</summary>
    internal void NoteRows(string what, IReadOnlyList<string> rows)
    {
        if (rows.Count > 0)
        {
            _findings[$"{what} (the first: {rows[0]})"] = new() { Count = rows.Count };
        }
    }

    private sealed class Finding
    {
        public long Count { get; set; }

        public List<long> Examples { get; } = [];
    }
}

/// <summary>Something in the data that was not sound.</summary>
/// <param name="What">What it was, and what was done.</param>
/// <param name="Count">How often.</param>
/// <param name="Examples">OpenStreetMap ids of some that have it.</param>
public sealed record ImportFinding(string What, long Count, IReadOnlyList<long> Examples);

/// <summary>What an import is doing.</summary>
public enum ImportStep
{
    /// <summary>Reading relations: turn restrictions, areas of water.</summary>
    Relations,

    /// <summary>Reading ways.</summary>
    Ways,

    /// <summary>Reading nodes.</summary>
    Nodes,

    /// <summary>Cutting ways at junctions.</summary>
    Junctions,

    /// <summary>Working out turns.</summary>
    Turns,

    /// <summary>Making indexes.</summary>
    Indexes,

    /// <summary>Writing the file.</summary>
    Writing,
}

/// <summary>How far an import is.</summary>
/// <param name="Step">What it does.</param>
/// <param name="Share">How much of that is done, 0 to 1.</param>
public readonly record struct ImportProgress(ImportStep Step, double Share);
