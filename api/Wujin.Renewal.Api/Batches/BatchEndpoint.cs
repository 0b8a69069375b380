using Wujin.Renewal.Api.Editing;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Store.Writing;

namespace Wujin.Renewal.Api.Batches;

/// <summary>
/// <c>POST /collections/{collectionId}/batch</c>: many writes as one transaction, one change in the history. Either all are written, or none is and every
/// operation says why.
/// </summary>
internal static class BatchEndpoint
{
    /// <summary>What a batch may come as.</summary>
    internal static readonly string[] Types = ["application/json", "application/geo+json"];

    internal static IEndpointRouteBuilder MapBatch(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/collections/{collectionId}/batch", HandleAsync);
        return routes;
    }

    private static async Task HandleAsync(HttpContext context)
    {
        var request = WriteRequest.Accept(context);
        var crs = InputCrs.Read(context.Request);
        using var body = BodyJson.Parse(await RequestBody.ReadAsync(context, Types).ConfigureAwait(false));
        body.ThrowIfFaulty(body.Faults());
        var operations = BatchOperation.ReadAll(body.Json.RootElement);
        var planned = new List<PlannedOperation>(operations.Count);
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var operation in operations)
        {
            var plan = await PlannedOperation.OfAsync(request, operation, crs).ConfigureAwait(false);
            planned.Add(plan.Problem is not null || codes.Add(plan.Code)
                ? plan
                : plan with { Step = null, Problem = new Problem(ProblemTypes.Conflict, $"\"{plan.Code}\" is written by an earlier operation of the batch; write each feature once.") });
        }

        var results = await RunAsync(request, planned).ConfigureAwait(false);
        if (results.All(r => r.Problem is null))
        {
            var representation = Representation.Lenient(context.Request, Format.Json);
            await DocumentResponse.WriteJsonAsync(context, representation, new BatchAnswer([.. results.Select(r => r.Describe(request, isWritten: true))])).ConfigureAwait(false);
            return;
        }

        throw BatchAnswer.Refusal(request, results);
    }

    private static async Task<List<PlannedOperation>> RunAsync(WriteRequest request, List<PlannedOperation> planned)
    {
        var steps = planned.Where(p => p.Step is not null).ToList();
        if (steps.Count == 0)
        {
            return planned;
        }

        var note = request.Note with { IsOverwrite = planned.Any(p => p.Operation.IsAny) };
        var transaction = request.Context.RequestServices.GetRequiredService<BatchTransaction>();
        var outcomes = await transaction.RunAsync([.. steps.Select(s => s.Step!)], note, isTrial: planned.Any(p => p.Problem is not null), request.Aborted).ConfigureAwait(false);
        var results = new List<PlannedOperation>(planned.Count);
        foreach (var plan in planned)
        {
            var at = steps.IndexOf(plan);
            results.Add(at < 0 ? plan : plan with { Version = outcomes[at].Version, Problem = await ProblemOfAsync(request, plan, outcomes[at]).ConfigureAwait(false) });
        }

        return results;
    }

    private static async Task<Problem?> ProblemOfAsync(WriteRequest request, PlannedOperation plan, StepOutcome outcome) => outcome switch
    {
        { IsDone: true } => null,
        { Refusal: { } refusal } => (await Refusals.ProblemAsync(request.Context, request.Snapshots, request.Collection, plan.Code, refusal).ConfigureAwait(false)).Problem,
        _ => new Problem(ProblemTypes.Stale, $"\"{plan.Code}\" was changed by somebody else while the batch was being written."),
    };
}
