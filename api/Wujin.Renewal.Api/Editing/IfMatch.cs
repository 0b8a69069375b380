using Microsoft.Net.Http.Headers;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Representations;

namespace Wujin.Renewal.Api.Editing;

/// <summary>The condition a change is made under: the versions the client has seen, or any.</summary>
/// <param name="IsAny"><c>If-Match: *</c>: write whatever is there now.</param>
/// <param name="Versions">Versions named by strong entity tags of whatever representation.</param>
/// <param name="HasWeakTags">Weak tags were sent as well; they never match (RFC 9110, section 13.1.1).</param>
internal sealed record IfMatch(bool IsAny, IReadOnlyList<long> Versions, bool HasWeakTags)
{
    /// <summary>Reads the header.</summary>
    /// <exception cref="ProblemException">428 without the header, 400 where it is malformed.</exception>
    internal static IfMatch Read(HttpRequest request)
    {
        var header = request.Headers.IfMatch;
        if (string.IsNullOrWhiteSpace(header.ToString()))
        {
            throw new ProblemException(
                ProblemTypes.PreconditionRequired,
                "Say which version the change is meant for: send the ETag of the feature as If-Match, or If-Match: * to overwrite on purpose.");
        }

        if (!EntityTagHeaderValue.TryParseStrictList(header, out var tags) || (tags.Count > 1 && tags.Contains(EntityTagHeaderValue.Any)))
        {
            const string Malformed = "If-Match holds entity tags in quotes, separated by commas, or * alone.";
            throw new ProblemException(new Problem(ProblemTypes.BadRequest, Malformed) { Errors = [ProblemError.OfHeader("If-Match", Malformed)] });
        }

        List<long> versions = [];
        foreach (var tag in tags.Where(t => !t.IsWeak))
        {
            if (EntityTag.TryReadVersion(tag.Tag.ToString(), out var version))
            {
                versions.Add(version);
            }
        }

        return new IfMatch(tags.Contains(EntityTagHeaderValue.Any), versions, tags.Any(t => t.IsWeak));
    }

    /// <summary>Whether the change may be made to a feature that is at a version.</summary>
    internal bool Allows(long version) => IsAny || Versions.Contains(version);
}
