using Wujin.Renewal.Api.Landing;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Representations;

namespace Wujin.Renewal.Api.Html;

/// <summary>A step of the path shown above a page.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Href">Where it leads.</param>
public sealed record Crumb(string Title, string Href)
{
    internal static Crumb Collections(HttpRequest request, Representation representation) =>
        new(representation.Language.Pick("图层", "Collections"), Addresses.At(request, "/collections") + Keep(representation));

    /// <summary>What keeps pages pages, and their language, from link to link.</summary>
    internal static string Keep(Representation representation) => "?f=html&lang=" + representation.Language.Code();
}

/// <summary>What every page has around its content.</summary>
public sealed record PageFrame
{
    /// <summary>Title of the page, in its language.</summary>
    public required string Title { get; init; }

    /// <summary>Language of the page.</summary>
    public required Language Language { get; init; }

    /// <summary>Address of the service, without a slash at the end.</summary>
    public required string Root { get; init; }

    /// <summary>The path to this page.</summary>
    public required IReadOnlyList<Crumb> Crumbs { get; init; }

    /// <summary>This page in the other language.</summary>
    public required string OtherLanguageHref { get; init; }

    /// <summary>This resource as JSON, or null where it has no JSON form.</summary>
    public string? JsonHref { get; init; }

    /// <summary>Whether something shown is made up.</summary>
    public bool HasDemo { get; init; }

    /// <summary>Whether something shown is schematic.</summary>
    public bool HasSchematic { get; init; }

    /// <summary>Name of the service.</summary>
    public string ServiceTitle => ServiceText.Title(Language);

    /// <summary>A query string that keeps format and language.</summary>
    public string Keep => "?f=html&lang=" + Language.Code();

    /// <summary>Picks the text in the page's language.</summary>
    public string T(string chinese, string english) => Language.Pick(chinese, english);

    /// <summary>Picks the text in the other language, for subtitles.</summary>
    public string Other(string chinese, string english) => Language.Other().Pick(chinese, english);

    internal static PageFrame Of(HttpContext context, Representation representation, string title, IEnumerable<Crumb> crumbs)
    {
        var request = context.Request;
        var home = new Crumb(representation.Language.Pick("首页", "Home"), Addresses.At(request, "/") + Crumb.Keep(representation));
        return new PageFrame
        {
            Title = title,
            Language = representation.Language,
            Root = Addresses.Root(request),
            Crumbs = [home, .. crumbs],
            OtherLanguageHref = Addresses.With(request, "lang", representation.Language.Other().Code()),
            JsonHref = Addresses.With(request, "f", "json"),
        };
    }

    internal static PageFrame Of(HttpContext context, Problem problem)
    {
        var representation = Representation.Lenient(context.Request, Format.Html);
        return Of(context, representation, representation.Language.Pick(problem.Kind.TitleZh, problem.Kind.Title), []);
    }
}
