using System.Text.Json;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.Editing;

/// <summary>The body as JSON, and whatever is wrong with it so far.</summary>
/// <param name="Json">The document.</param>
/// <param name="Scan">What reading it byte by byte found.</param>
internal sealed record BodyJson(JsonDocument Json, JsonScan Scan) : IDisposable
{
    /// <summary>The geometry has more vertices than one feature may have.</summary>
    internal bool IsGeometryTooLarge => Scan.Vertices > GeometryRules.MaximumVertices;

    /// <summary>Parses a body.</summary>
    /// <exception cref="ProblemException">400 where it cannot be interpreted at all.</exception>
    internal static BodyJson Parse(ReadOnlyMemory<byte> body)
    {
        var scan = JsonScan.Of(body.Span);
        return scan.IsReadable
            ? new BodyJson(JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = JsonScan.MaximumDepth }), scan)
            : throw BodyFaults.Problem(scan.Faults, isSyntax: true);
    }

    /// <summary>The faults of the text, to which those of its meaning are added.</summary>
    internal List<Fault> Faults()
    {
        List<Fault> faults = [.. Scan.Faults];
        if (IsGeometryTooLarge)
        {
            faults.Add(Fault.OfGeometry(
                $"The geometry has {Scan.Vertices:N0} vertices; at most {GeometryRules.MaximumVertices:N0} are taken. Simplify the outline or split it into several features."));
        }

        return faults;
    }

    /// <summary>Ends the request where there are faults: 400 where the text itself is at fault, else 422.</summary>
    internal void ThrowIfFaulty(IReadOnlyList<Fault> faults)
    {
        if (faults.Count > 0)
        {
            throw BodyFaults.Problem(faults, Scan.Faults.Count > 0);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Json.Dispose();
}

/// <summary>Problems about bodies.</summary>
internal static class BodyFaults
{
    private const int MostListed = 100;

    /// <summary>The problem that lists all faults of a body.</summary>
    internal static ProblemException Problem(IReadOnlyList<Fault> faults, bool isSyntax)
    {
        var detail = faults.Count switch
        {
            1 => faults[0].Detail,
            > MostListed => $"The body has {faults.Count} faults; the first {MostListed} are listed under errors.",
            _ => $"The body has {faults.Count} faults, listed under errors.",
        };
        return new ProblemException(new Problem(isSyntax ? ProblemTypes.InvalidBody : ProblemTypes.InvalidFeature, detail)
        {
            Errors = [.. faults.Take(MostListed).Select(ProblemError.Of)],
        });
    }
}
