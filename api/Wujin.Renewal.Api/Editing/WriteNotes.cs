using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Store.Writing;

namespace Wujin.Renewal.Api.Editing;

/// <summary>
/// Reads what the history is to say from the headers <c>Wujin-Actor</c> and <c>Wujin-Reason</c>. Their text may be percent-encoded UTF-8, as header
/// fields carry no Chinese otherwise.
/// </summary>
/// <remarks>The actor is what the client says: until there is access control, whoever may write may write in any name.</remarks>
internal static class WriteNotes
{
    internal const string ActorHeader = "Wujin-Actor";
    internal const string ReasonHeader = "Wujin-Reason";

    private const int LongestActor = 100;
    private const int LongestReason = 1000;

    /// <summary>Reads the note of a request that may write.</summary>
    /// <param name="request">The request.</param>
    /// <param name="authority">What speaks for it; the actor where none is named.</param>
    /// <param name="isOverwrite">Whether it overwrites on purpose.</param>
    /// <exception cref="ProblemException">400: a header is too long or holds control characters.</exception>
    internal static WriteNote Read(HttpRequest request, string authority, bool isOverwrite) => new(
        Text(request, ActorHeader, LongestActor) ?? authority,
        Text(request, ReasonHeader, LongestReason),
        isOverwrite);

    /// <summary>Why a reason cannot be recorded, or null.</summary>
    internal static string? CheckReason(string reason) => Check(reason, LongestReason);

    private static string? Text(HttpRequest request, string header, int longest)
    {
        if (!request.Headers.TryGetValue(header, out var given) || string.IsNullOrWhiteSpace(given.ToString()))
        {
            return null;
        }

        var text = Uri.UnescapeDataString(given.ToString()).Trim();
        return Check(text, longest) is { } wrong
            ? throw new ProblemException(new Problem(ProblemTypes.BadRequest, $"{header} {wrong}") { Errors = [ProblemError.OfHeader(header, $"{header} {wrong}")] })
            : text;
    }

    private static string? Check(string text, int longest)
    {
        if (text.Length > longest)
        {
            return $"has {text.Length} characters; at most {longest} are kept.";
        }

        return text.Any(c => char.IsControl(c) && c is not ('\n' or '\t')) ? "holds control characters; send plain text." : null;
    }
}
