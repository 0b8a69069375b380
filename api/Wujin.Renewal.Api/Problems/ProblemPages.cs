using Wujin.Renewal.Api.Html;
using Wujin.Renewal.Api.Html.Pages;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Representations;

namespace Wujin.Renewal.Api.Problems;

/// <summary>What the types of problems mean, <c>/problems</c> and <c>/problems/{slug}</c>: the type URIs resolve.</summary>
public static class ProblemPages
{
    /// <summary>Maps the pages of the types of problems.</summary>
    public static IEndpointRouteBuilder MapProblems(this IEndpointRouteBuilder routes)
    {
        routes.MapRead("/problems", context => WriteAsync(context, ProblemTypes.All, "问题类型", "Types of problems"));
        routes.MapRead("/problems/{slug}", context =>
        {
            var slug = context.GetRouteValue("slug") as string;
            var type = ProblemTypes.All.FirstOrDefault(t => t.Slug == slug) ?? throw ProblemException.NotFound($"There is no type of problem '{slug}'.");
            return WriteAsync(context, [type], type.TitleZh, type.Title);
        });
        return routes;
    }

    private static Task WriteAsync(HttpContext context, IReadOnlyList<ProblemType> types, string titleZh, string titleEn)
    {
        var parameters = new RequestParameters(context.Request);
        var representation = parameters.Representation();
        parameters.ThrowIfFaulty();
        if (representation.Format == Format.Json)
        {
            return types.Count == 1
                ? DocumentResponse.WriteJsonAsync(context, representation, types[0])
                : DocumentResponse.WriteJsonAsync(context, representation, types);
        }

        var frame = PageFrame.Of(context, representation, representation.Language.Pick(titleZh, titleEn), []);
        return DocumentResponse.WriteHtmlAsync(context, representation, ProblemTypesPage.Create(new ProblemTypesModel(frame, types)));
    }
}
