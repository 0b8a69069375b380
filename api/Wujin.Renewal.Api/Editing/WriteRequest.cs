using Wujin.Renewal.Api.Collections;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Versions;
using Wujin.Renewal.Store.Writing;

namespace Wujin.Renewal.Api.Editing;

/// <summary>What every writing request has: a client that may write, a collection, and a note for the history.</summary>
/// <param name="Context">The request.</param>
/// <param name="Collection">The collection of its address.</param>
/// <param name="Code">The code in its address; empty where it addresses the collection.</param>
/// <param name="Note">Who and why.</param>
internal sealed record WriteRequest(HttpContext Context, CollectionDefinition Collection, string Code, WriteNote Note)
{
    /// <summary>Takes a request in: may it write, and is its address right.</summary>
    /// <exception cref="ProblemException">401 or 403, 404 for an unknown collection, 400 for unknown parameters.</exception>
    internal static WriteRequest Accept(HttpContext context)
    {
        var authority = context.RequestServices.GetRequiredService<WriteAccess>().Require(context);
        var collection = CollectionEndpoints.Writable(context);
        var parameters = new RequestParameters(context.Request);
        parameters.Representation();
        parameters.ThrowIfFaulty();
        return new WriteRequest(context, collection, context.GetRouteValue("featureId") as string ?? "", WriteNotes.Read(context.Request, authority, isOverwrite: false));
    }

    /// <summary>Ends with the client.</summary>
    internal CancellationToken Aborted => Context.RequestAborted;

    /// <summary>Reads typed features.</summary>
    internal FeatureSnapshots Snapshots => Context.RequestServices.GetRequiredService<FeatureSnapshots>();

    /// <summary>Writes features.</summary>
    internal FeatureWriter Writer => Context.RequestServices.GetRequiredService<FeatureWriter>();

    /// <summary>The feature as it stands.</summary>
    /// <exception cref="ProblemException">404 where there is none; the problem tells when it was deleted, if it was.</exception>
    internal async Task<FeatureSnapshot> CurrentAsync()
    {
        var isPossible = !Code.Contains('\0', StringComparison.Ordinal);
        var current = isPossible ? await Snapshots.CurrentAsync(Collection, Code, Aborted).ConfigureAwait(false) : null;
        return current ?? throw await MissingAsync(Context, Collection, Code).ConfigureAwait(false);
    }

    /// <summary>The feature as the client read it: the current one, or the version that it names and that is no longer current.</summary>
    /// <param name="current">The feature as it stands.</param>
    /// <param name="named">The version that the client names, or null.</param>
    internal async Task<FeatureSnapshot?> AsReadAsync(FeatureSnapshot current, long? named) =>
        named is not { } version ? null
        : version == current.Version ? current
        : await Snapshots.AtVersionAsync(Collection, Code, version, Aborted).ConfigureAwait(false);

    /// <summary>404, saying so where the feature was deleted.</summary>
    internal static async Task<ProblemException> MissingAsync(HttpContext context, CollectionDefinition collection, string code)
    {
        if (!code.Contains('\0', StringComparison.Ordinal))
        {
            var versions = context.RequestServices.GetRequiredService<VersionStore>();
            var last = await versions.ListAsync(collection, code, null, 1, context.RequestAborted).ConfigureAwait(false);
            if (last is [{ Operation: VersionOperation.Delete } deletion])
            {
                return ProblemException.NotFound(
                    $"'{code}' was deleted from {collection.Id} by {deletion.Actor} at {SnapshotJson.Instant(deletion.RecordedAt)}; its versions are kept at …/items/{Uri.EscapeDataString(code)}/versions.");
            }
        }

        return ProblemException.NotFound($"There is no feature '{code}' in {collection.Id}. New features are sent by POST to …/{collection.Id}/items.");
    }
}
