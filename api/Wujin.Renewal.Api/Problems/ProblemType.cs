namespace Wujin.Renewal.Api.Problems;

/// <summary>A kind of problem (RFC 9457, section 3.1.1) with its page at <c>/problems/{Slug}</c>.</summary>
/// <param name="Slug">Last segment of the type URI; never changes once published.</param>
/// <param name="Status">HTTP status code it comes with.</param>
/// <param name="Title">English summary, the <c>title</c> of every problem of this type.</param>
/// <param name="TitleZh">Chinese summary, for pages.</param>
/// <param name="Meaning">What happened and what to do, in English.</param>
/// <param name="MeaningZh">What happened and what to do, in Chinese.</param>
public sealed record ProblemType(string Slug, int Status, string Title, string TitleZh, string Meaning, string MeaningZh)
{
    /// <summary>The type URI: relative to the service, or the one that a standard prescribes.</summary>
    public string Uri { get; init; } = "/problems/" + Slug;

    /// <summary>The page that explains it, relative to the service.</summary>
    public string Page => "/problems/" + Slug;
}
