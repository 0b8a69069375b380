using Wujin.Renewal.Api.Html;
using Wujin.Renewal.Api.Html.Pages;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Api.Tiles;

namespace Wujin.Renewal.Api.Conformance;

/// <summary>The conformance declaration (confClasses.yaml).</summary>
/// <param name="ConformsTo">URIs of the classes met.</param>
/// <param name="Links">Self and alternate.</param>
public sealed record ConformanceDeclaration(IReadOnlyList<string> ConformsTo, IReadOnlyList<Link> Links);

/// <summary>What the service conforms to, <c>/conformance</c>.</summary>
public static class ConformanceEndpoints
{
    /// <summary>The classes that are met whole; FEATURES.md names the test of each requirement.</summary>
    public static IReadOnlyList<string> Classes { get; } =
    [
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
        "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
        "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables",
        "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables-query-parameters",
        "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter",
        "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter",
        "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/schemas",
        "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/returnables-and-receivables",
        "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/queryables",
        "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/sortables",
        "http://www.opengis.net/spec/cql2/1.0/conf/cql2-text",
        "http://www.opengis.net/spec/cql2/1.0/conf/cql2-json",
        "http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2",
        "http://www.opengis.net/spec/cql2/1.0/conf/advanced-comparison-operators",
        "http://www.opengis.net/spec/cql2/1.0/conf/case-insensitive-comparison",
        "http://www.opengis.net/spec/cql2/1.0/conf/accent-insensitive-comparison",
        "http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions",
        "http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions-plus",
        "http://www.opengis.net/spec/cql2/1.0/conf/spatial-functions",
        "http://www.opengis.net/spec/cql2/1.0/conf/temporal-functions",
        "http://www.opengis.net/spec/cql2/1.0/conf/property-property",
        "http://www.opengis.net/spec/cql2/1.0/conf/arithmetic",
        "http://www.opengis.net/spec/cql2/1.0/conf/functions",
        .. Processes.ProcessesApi.Classes,
        .. TilesApi.Classes,
    ];

    /// <summary>Maps the conformance declaration.</summary>
    public static IEndpointRouteBuilder MapConformance(this IEndpointRouteBuilder routes)
    {
        routes.MapRead("/conformance", GetAsync);
        return routes;
    }

    private static Task GetAsync(HttpContext context)
    {
        var parameters = new RequestParameters(context.Request);
        var representation = parameters.Representation();
        parameters.ThrowIfFaulty();
        var document = new ConformanceDeclaration(Classes, [.. Addresses.SelfAndAlternate(context.Request, representation, MediaTypes.Json)]);
        if (representation.Format == Format.Json)
        {
            return DocumentResponse.WriteJsonAsync(context, representation, document);
        }

        var frame = PageFrame.Of(context, representation, representation.Language.Pick("所符合的标准", "Conformance"), []);
        return DocumentResponse.WriteHtmlAsync(context, representation, ConformancePage.Create(new ConformanceModel(frame, document)));
    }
}
