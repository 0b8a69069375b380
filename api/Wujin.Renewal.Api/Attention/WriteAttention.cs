using System.Text.Json;
using Wujin.Renewal.Api.Editing;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Writing;

namespace Wujin.Renewal.Api.Attention;

/// <summary>Accepting what is on the list as it is, taking that back, and setting limits of rules.</summary>
internal static class WriteAttention
{
    private const decimal LargestLimit = 1_000_000;

    /// <summary>Body: <c>{"reason": "…"}</c>.</summary>
    internal static async Task AcceptAsync(HttpContext context)
    {
        var note = Accept(context, out var representation);
        using var body = BodyJson.Parse(await RequestBody.ReadAsync(context, RequestBody.JsonTypes).ConfigureAwait(false));
        List<Fault> faults = [.. body.Scan.Faults];
        var json = body.Json.RootElement;
        var reason = json.ValueKind == JsonValueKind.Object && json.TryGetProperty("reason", out var given) && given.ValueKind == JsonValueKind.String ? given.GetString()!.Trim() : "";
        if (json.ValueKind == JsonValueKind.Object)
        {
            faults.AddRange(json.EnumerateObject().Where(m => m.Name != "reason").Select(m => new Fault(Processes.Schemas.ValueSchema.Below("", m.Name), "Unknown member; an acceptance has reason.")));
        }

        if (reason.Length == 0)
        {
            faults.Add(new Fault("/reason", "Say why it may stay as it is: {\"reason\": \"…\"}."));
        }
        else if (WriteNotes.CheckReason(reason) is { } wrong)
        {
            faults.Add(new Fault("/reason", $"The reason {wrong}"));
        }

        body.ThrowIfFaulty(faults);
        var id = AttentionEndpoints.Id(context);
        var accepted = id.Contains('\0', StringComparison.Ordinal)
            ? null
            : await AttentionEndpoints.Store(context).AcceptAsync(id, note with { Reason = reason }, context.RequestAborted).ConfigureAwait(false);
        await AttentionEndpoints.WriteOneAsync(context, representation, accepted ?? throw AttentionEndpoints.Missing(id)).ConfigureAwait(false);
    }

    internal static async Task ReopenAsync(HttpContext context)
    {
        var note = Accept(context, out _);
        var id = AttentionEndpoints.Id(context);
        if (id.Contains('\0', StringComparison.Ordinal) || !await AttentionEndpoints.Store(context).ReopenAsync(id, note, context.RequestAborted).ConfigureAwait(false))
        {
            throw ProblemException.NotFound($"Nobody has accepted '{(id.Length > 200 ? id[..200] : id)}'.");
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>Body: <c>{"value": 200}</c>.</summary>
    internal static async Task PutLimitAsync(HttpContext context)
    {
        var note = Accept(context, out var representation);
        var code = await LimitAsync(context).ConfigureAwait(false);
        using var body = BodyJson.Parse(await RequestBody.ReadAsync(context, RequestBody.JsonTypes).ConfigureAwait(false));
        List<Fault> faults = [.. body.Scan.Faults];
        var json = body.Json.RootElement;
        decimal value = -1;
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("value", out var given) || given.ValueKind != JsonValueKind.Number || !given.TryGetDecimal(out value) || value is < 0 or > LargestLimit)
        {
            faults.Add(new Fault("/value", $"Expected a number from 0 to {LargestLimit:0}: {{\"value\": 200}}."));
        }

        body.ThrowIfFaulty(faults);
        await AttentionEndpoints.Store(context).SetLimitAsync(code, value, note, context.RequestAborted).ConfigureAwait(false);
        var limits = await AttentionEndpoints.Store(context).LimitsAsync(null, context.RequestAborted).ConfigureAwait(false);
        await DocumentResponse.WriteJsonAsync(context, representation with { Format = Format.Json }, AttentionEndpoints.Limit(limits.Single(l => l.Code == code))).ConfigureAwait(false);
    }

    internal static async Task ResetLimitAsync(HttpContext context)
    {
        var note = Accept(context, out _);
        await AttentionEndpoints.Store(context).SetLimitAsync(await LimitAsync(context).ConfigureAwait(false), null, note, context.RequestAborted).ConfigureAwait(false);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static async Task<string> LimitAsync(HttpContext context)
    {
        var code = AttentionEndpoints.Id(context);
        var limits = await AttentionEndpoints.Store(context).LimitsAsync(null, context.RequestAborted).ConfigureAwait(false);
        return limits.Any(l => l.Code == code) ? code : throw ProblemException.NotFound($"There is no limit '{(code.Length > 100 ? code[..100] : code)}'; there are {string.Join(", ", limits.Select(l => l.Code))}.");
    }

    private static WriteNote Accept(HttpContext context, out Representation representation)
    {
        var authority = context.RequestServices.GetRequiredService<WriteAccess>().Require(context);
        var parameters = new RequestParameters(context.Request);
        representation = parameters.Representation();
        parameters.ThrowIfFaulty();
        return WriteNotes.Read(context.Request, authority, isOverwrite: false);
    }
}
