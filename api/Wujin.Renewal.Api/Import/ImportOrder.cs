using Wujin.Renewal.Domain.Crs;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.Import;

/// <summary>What <c>./run import</c> was asked for.</summary>
internal sealed record ImportOrder
{
    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>Where its rows go.</summary>
    public required CollectionDefinition Collection { get; init; }

    /// <summary>Coordinate system as stated; null to go by the file.</summary>
    public CoordinateSystem? Crs { get; init; }

    /// <summary>Encoding as stated; null to go by the file.</summary>
    public string? Encoding { get; init; }

    /// <summary>Which table of a file that holds several; null where there is one.</summary>
    public string? Layer { get; init; }

    /// <summary>What was stated with --map, <c>property=column</c> each.</summary>
    public IReadOnlyList<string> Map { get; init; } = [];

    /// <summary>Do everything, record nothing.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Record the good rows although others are bad.</summary>
    public bool SkipsBadRows { get; init; }

    /// <summary>Delete what the file does not have.</summary>
    public bool Replaces { get; init; }

    /// <summary>Take what is guessed without asking.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>Write the summary as JSON.</summary>
    public bool IsJson { get; init; }

    /// <summary>File for all faults and remarks; null for none.</summary>
    public string? ReportPath { get; init; }

    /// <summary>Why, for the history.</summary>
    public required string Reason { get; init; }

    /// <summary>Who, for the history.</summary>
    public required string Actor { get; init; }

    /// <summary>The command as typed, to be repeated with one option more.</summary>
    public required string CommandLine { get; init; }
}
