using System.Globalization;
using Wujin.Renewal.Domain.Sites;

namespace Wujin.Renewal.Reports.Programme;

/// <summary>Where the figures of a report come from: addresses that list the sites behind them, and the request and command that make it again.</summary>
/// <param name="Root">Address of the service, without a slash at the end.</param>
/// <param name="EffectiveOn">The effective date.</param>
/// <param name="RecordedAt">The recorded instant.</param>
/// <param name="Path">Path and query of this report, with both dates given and without a format.</param>
/// <param name="Command">Command line that makes it again.</param>
public sealed record ReportLinks(string Root, DateOnly EffectiveOn, DateTimeOffset RecordedAt, string Path, string Command)
{
    /// <summary>The instant as addresses want it, to the microsecond: what the register stamps.</summary>
    public static string Instant(DateTimeOffset instant) => instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>This report in a format.</summary>
    public string Self(string format) => string.Create(CultureInfo.InvariantCulture, $"{Root}{Path}{(Path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}f={format}");

    /// <summary>Sites of a kind as recorded at the instant.</summary>
    public string Sites(SiteKind kind, string? town = null, string? stage = null) =>
        $"{Root}/collections/{kind.CollectionId()}/items?f=html{(town is null ? "" : "&town_code=" + Uri.EscapeDataString(town))}{(stage is null ? "" : "&stage=" + stage)}&asOf={Instant(RecordedAt)}";

    /// <summary>One site.</summary>
    public string Site(SiteKind kind, string code) => $"{Root}/collections/{kind.CollectionId()}/items/{Uri.EscapeDataString(code)}?f=html";

    /// <summary>The sites that an indicator counts.</summary>
    public string Indicator(string code, int year, string? town = null) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Root}/indicators/{code}/sites?year={year}{(town is null ? "" : "&town=" + Uri.EscapeDataString(town))}&date={EffectiveOn:yyyy-MM-dd}&asOf={Instant(RecordedAt)}&f=html");

    /// <summary>An assessment of the tiers.</summary>
    public string Assessment(string code) => $"{Root}/assessments/{code}?f=html";
}
