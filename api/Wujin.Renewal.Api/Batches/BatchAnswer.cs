using Wujin.Renewal.Api.Editing;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Representations;

namespace Wujin.Renewal.Api.Batches;

/// <summary>What became of a batch.</summary>
/// <param name="Results">One result an operation, in their order.</param>
public sealed record BatchAnswer(IReadOnlyList<BatchResult> Results)
{
    private const int MostListed = 100;

    /// <summary>The problem of a batch of which some operations cannot be done.</summary>
    internal static ProblemException Refusal(WriteRequest request, IReadOnlyList<PlannedOperation> planned)
    {
        var refused = planned.Count(p => p.Problem is not null);
        var errors = planned.Where(p => p.Problem is not null).SelectMany(Errors).Take(MostListed).ToList();
        return new ProblemException(new Problem(ProblemTypes.BatchRefused, $"{refused} of {planned.Count} operations cannot be done; nothing was written.")
        {
            Errors = errors,
            Extensions = new() { ["results"] = planned.Select(p => p.Describe(request, isWritten: false)).ToList() },
        });
    }

    private static IEnumerable<ProblemError> Errors(PlannedOperation plan) => plan.Problem!.Errors is { Count: > 0 } errors
        ? errors.Select(e => e with { Pointer = plan.Operation.BodyPointer + e.Pointer })
        : [new ProblemError(plan.Problem.Detail) { Pointer = plan.Operation.Pointer }];
}

/// <summary>What became of one operation.</summary>
/// <param name="Op">The operation.</param>
/// <param name="Id">The code of its feature, where it has one.</param>
/// <param name="Status">What it would have been answered with by itself; 424 where it was undone because of others.</param>
public sealed record BatchResult(string Op, string? Id, int Status)
{
    /// <summary>The version it made, or that holds what was asked for already.</summary>
    public long? Version { get; init; }

    /// <summary>Entity tag of the feature, for the next change.</summary>
    public string? Etag { get; init; }

    /// <summary>Address of the feature.</summary>
    public string? Href { get; init; }

    /// <summary>What is wrong.</summary>
    public string? Detail { get; init; }

    /// <summary>Type of the problem, see its page.</summary>
    public string? Type { get; init; }

    /// <summary>Further members of the problem: both sides of a stale change, field by field; the feature that has the code.</summary>
    public IReadOnlyDictionary<string, object?>? Problem { get; init; }
}

/// <summary>Describes operations of a batch.</summary>
internal static class BatchResults
{
    internal static BatchResult Describe(this PlannedOperation plan, WriteRequest request, bool isWritten)
    {
        var (name, code) = (plan.Operation.Name, plan.Code.Length > 0 ? plan.Code : null);
        if (plan.Problem is { } problem)
        {
            return new BatchResult(name, code, problem.Status) { Detail = problem.Detail, Type = problem.Type, Problem = problem.Extensions };
        }

        if (!isWritten)
        {
            return new BatchResult(name, code, StatusCodes.Status424FailedDependency) { Detail = "Not written, because other operations of the batch cannot be done." };
        }

        var isDeleted = name == "delete";
        return new BatchResult(name, code, isDeleted ? StatusCodes.Status204NoContent : name == "create" ? StatusCodes.Status201Created : StatusCodes.Status200OK)
        {
            Version = plan.Version,
            Etag = isDeleted ? null : EntityTag.OfFeature(plan.Version!.Value, ContentCoding.Identity),
            Href = isDeleted ? null : Addresses.Item(request.Context.Request, request.Collection.Id, plan.Code),
        };
    }
}
