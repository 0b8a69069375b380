using Wujin.Renewal.Api.Editing;
using Wujin.Renewal.Api.Jobs;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Store.Jobs;

namespace Wujin.Renewal.Api.Processes;

/// <summary><c>POST /processes/{processId}/execution</c>: computes while the client waits, or queues a job (<c>Prefer: respond-async</c>).</summary>
internal static class Execution
{
    /// <summary>How long a client may be kept waiting; longer work is for jobs.</summary>
    internal static readonly TimeSpan SynchronousLimit = TimeSpan.FromMinutes(2);

    internal static async Task HandleAsync(HttpContext context)
    {
        var process = context.RequestServices.GetRequiredService<ProcessCatalogue>().FromRoute(context);
        var parameters = new RequestParameters(context.Request);
        var representation = parameters.Representation();
        parameters.ThrowIfFaulty();
        var body = await RequestBody.ReadAsync(context, RequestBody.JsonTypes).ConfigureAwait(false);
        var request = ExecuteRequest.Read(body, process.Definition);
        var inputs = new ProcessInputs(request.Inputs, WriteNotes.Read(context.Request, "anonymous", isOverwrite: false).Actor);
        if (await process.CheckAsync(inputs, context.RequestAborted).ConfigureAwait(false) is { Count: > 0 } faults)
        {
            throw ExecuteRequest.Refuse(faults);
        }

        if (PrefersAsync(context.Request))
        {
            await QueueAsync(context, representation, process.Definition, inputs, request.IsDocument).ConfigureAwait(false);
        }
        else
        {
            await AnswerAsync(context, representation, process, inputs, request.IsDocument).ConfigureAwait(false);
        }
    }

    /// <summary>Computes and answers while the client waits.</summary>
    internal static async Task AnswerAsync(HttpContext context, Representation representation, IProcess process, ProcessInputs inputs, bool isDocument)
    {
        var output = await ComputeAsync(context, process, inputs).ConfigureAwait(false);
        await Output.WriteAsync(context, representation with { Format = Format.Json }, process.Definition.Output, output, isDocument).ConfigureAwait(false);
    }

    private static async Task<ReadOnlyMemory<byte>> ComputeAsync(HttpContext context, IProcess process, ProcessInputs inputs)
    {
        using var slot = await context.RequestServices.GetRequiredService<ComputeSlots>().EnterAsync(context.RequestAborted).ConfigureAwait(false);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(SynchronousLimit);
        try
        {
            return await Task.Run(() => process.RunAsync(inputs, NoProgress.Instance, limit.Token), limit.Token).ConfigureAwait(false);
        }
        catch (ProcessRefusedException refused)
        {
            throw ExecuteRequest.Refuse(refused.Faults, ProcessProblems.NotComputable);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            throw new ProblemException(new Problem(
                ProcessProblems.Busy,
                $"This takes longer than the {SynchronousLimit.TotalSeconds:0} s that an answer may be waited for. Ask for a job: send the header Prefer: respond-async.") { RetryAfterSeconds = 1 });
        }
    }

    private static async Task QueueAsync(HttpContext context, Representation representation, ProcessDefinition process, ProcessInputs inputs, bool isDocument)
    {
        var store = context.RequestServices.GetRequiredService<JobStore>();
        var job = await store.AddAsync(process.Id, inputs.Json.GetRawText(), isDocument, inputs.Actor, context.RequestAborted).ConfigureAwait(false)
            ?? throw new ProblemException(new Problem(ProcessProblems.Busy, $"{JobStore.MostWaiting} jobs wait already.") { RetryAfterSeconds = 60 });
        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.Headers.Location = JobDocument.Address(context.Request, job.Id);
        context.Response.Headers["Preference-Applied"] = "respond-async";
        await DocumentResponse.WriteJsonAsync(context, representation with { Format = Format.Json }, JobDocument.Of(context.Request, representation, job)).ConfigureAwait(false);
    }

    /// <remarks>RFC 7240: preferences are separated by commas, here and over several headers; parameters follow a semicolon.</remarks>
    private static bool PrefersAsync(HttpRequest request) => request.Headers["Prefer"]
        .SelectMany(h => (h ?? "").Split(','))
        .Any(p => p.Split(';')[0].Trim().Equals("respond-async", StringComparison.OrdinalIgnoreCase));

    private sealed class NoProgress : IProgress<ProcessProgress>
    {
        internal static readonly NoProgress Instance = new();

        public void Report(ProcessProgress value)
        {
        }
    }
}
