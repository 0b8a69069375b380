using Wujin.Renewal.Store.Writing;

namespace Wujin.Renewal.Api.Editing;

/// <summary><c>DELETE …/items/{featureId}</c>: takes a feature out of the register. Its versions stay readable.</summary>
internal static class DeleteItem
{
    private const int MostRaces = 10;

    internal static async Task HandleAsync(HttpContext context)
    {
        var request = WriteRequest.Accept(context);
        var condition = IfMatch.Read(context.Request);
        var note = request.Note with { IsOverwrite = condition.IsAny };
        for (var race = 1; ; race++)
        {
            var current = await request.CurrentAsync().ConfigureAwait(false);
            if (!condition.Allows(current.Version))
            {
                var basis = await request.AsReadAsync(current, condition.Versions.Count > 0 ? condition.Versions[0] : null).ConfigureAwait(false);
                throw StaleWrite.Problem(current, basis, condition, yours: null);
            }

            if (await DeleteAsync(request, current, note).ConfigureAwait(false))
            {
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                return;
            }

            if (race == MostRaces)
            {
                throw new TimeoutException($"{request.Code} was changed by others {MostRaces} times while it was being deleted.");
            }
        }
    }

    private static async Task<bool> DeleteAsync(WriteRequest request, FeatureSnapshot current, WriteNote note)
    {
        try
        {
            return await request.Writer.DeleteAsync(current, note, request.Aborted).ConfigureAwait(false) is not null;
        }
        catch (WriteRefusedException refused)
        {
            throw await Refusals.ProblemAsync(request.Context, request.Snapshots, request.Collection, request.Code, refused).ConfigureAwait(false);
        }
    }
}
