using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using Wujin.Renewal.Api.Problems;

namespace Wujin.Renewal.Api.Editing;

/// <summary>
/// Who may write until there is access control: programs on this very machine, and whoever knows the token.
/// </summary>
/// <remarks>
/// A page in a browser on this machine is not such a program. It can send requests to a loopback address, by a form or, after rebinding a name
/// it owns, as its own origin. So a request that nothing but its loopback address speaks for must carry a loopback name in Host, must not come
/// from a page of another site (Origin, Sec-Fetch-Site), and must not have passed a proxy, behind which everybody looks local.
/// </remarks>
/// <param name="token">The token that <c>WUJIN_WRITE_TOKEN</c> sets; null or empty for none.</param>
internal sealed class WriteAccess(string? token)
{
    /// <summary>The setting that holds the token.</summary>
    internal const string TokenSetting = "WUJIN_WRITE_TOKEN";

    private const string Scheme = "Bearer ";

    private readonly byte[]? _tokenHash = string.IsNullOrWhiteSpace(token) ? null : SHA256.HashData(Encoding.UTF8.GetBytes(token.Trim()));

    /// <summary>Lets a writing request pass, or ends it.</summary>
    /// <returns>What speaks for the request, the actor where it names none: <c>token</c> or <c>loopback</c>.</returns>
    /// <exception cref="ProblemException">401 for a wrong token, 403 where the service is read-only for this client.</exception>
    internal string Require(HttpContext context)
    {
        var given = context.Request.Headers.Authorization.ToString();
        if (_tokenHash is not null && given.Length > 0)
        {
            return IsToken(given) ? "token" : throw WrongToken(context);
        }

        if (WhyNotLocal(context) is { } reason)
        {
            throw new ProblemException(
                ProblemTypes.Forbidden,
                $"The register is read-only from here: {reason}. Write from the machine the service runs on, or "
                + (_tokenHash is null
                    ? $"let the administrator set {TokenSetting} and send it as Authorization: Bearer."
                    : $"send the token that {TokenSetting} holds as Authorization: Bearer."));
        }

        return "loopback";
    }

    private bool IsToken(string authorization) =>
        authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(authorization[Scheme.Length..].Trim())), _tokenHash);

    private static ProblemException WrongToken(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer realm=\"wujin-renewal\", error=\"invalid_token\"";
        return new ProblemException(ProblemTypes.Unauthorized, "The token in the header Authorization is not the one this service was started with.");
    }

    private static string? WhyNotLocal(HttpContext context)
    {
        var request = context.Request;
        if (context.Connection.RemoteIpAddress is not { } address || !IPAddress.IsLoopback(address))
        {
            return "the request does not come from this machine";
        }

        if (request.Headers.FirstOrDefault(h => IsLeftByProxy(h.Key)) is { Key: { } header })
        {
            return $"the request came through a proxy (header {header})";
        }

        if (!IsLoopbackName(request.Host.Host))
        {
            return "the header Host does not name this machine (localhost, 127.0.0.1 or [::1])";
        }

        if (request.Headers.TryGetValue(HeaderNames.Origin, out var origin)
            && !(Uri.TryCreate(origin.ToString(), UriKind.Absolute, out var site) && IsLoopbackName(site.Host)))
        {
            return "the request was made by a page of another site (header Origin)";
        }

        return request.Headers["Sec-Fetch-Site"].ToString() == "cross-site" ? "the request was made by a page of another site (header Sec-Fetch-Site)" : null;
    }

    private static bool IsLeftByProxy(string header) =>
        header.StartsWith("X-Forwarded", StringComparison.OrdinalIgnoreCase)
        || header.Equals("Forwarded", StringComparison.OrdinalIgnoreCase)
        || header.Equals("Via", StringComparison.OrdinalIgnoreCase)
        || header.Equals("X-Real-IP", StringComparison.OrdinalIgnoreCase);

    private static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
