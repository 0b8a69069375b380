using System.Globalization;
using Microsoft.OpenApi;
using Wujin.Renewal.Api.Landing;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.OpenApi;

/// <summary>The API definition while it is being put together.</summary>
public sealed class OpenApiDefinition
{
    /// <summary>Starts a definition with its components and no paths.</summary>
    /// <param name="language">Language of titles and descriptions.</param>
    /// <param name="server">Absolute address of the service.</param>
    internal OpenApiDefinition(Language language, string server)
    {
        Language = language;
        Document = new OpenApiDocument
        {
            Info = new OpenApiInfo
            {
                Title = ServiceText.Title(language),
                Description = ServiceText.Description(language),
                Version = typeof(OpenApiDefinition).Assembly.GetName().Version?.ToString(3) ?? "0",
                License = new OpenApiLicense { Name = "MIT", Url = new Uri(ServiceText.LicenceUrl) },
            },
            Servers = [new OpenApiServer { Url = server }],
            Paths = [],
            Components = new OpenApiComponents
            {
                Schemas = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal),
                Parameters = new Dictionary<string, IOpenApiParameter>(StringComparer.Ordinal),
                Responses = new Dictionary<string, IOpenApiResponse>(StringComparer.Ordinal),
            },
            Tags = new HashSet<OpenApiTag>(),
        };
    }

    /// <summary>Language of titles and descriptions.</summary>
    public Language Language { get; }

    /// <summary>The object model; paths and components are set.</summary>
    public OpenApiDocument Document { get; }

    /// <summary>Picks the text in the definition's language.</summary>
    public string T(string chinese, string english) => Language.Pick(chinese, english);

    /// <summary>Name of the schema of a feature of a collection, for <see cref="Schema"/>.</summary>
    public static string FeatureSchema(CollectionDefinition collection) => "feature-" + collection.Id;

    /// <summary>Adds an operation to a path, making the path where it is new.</summary>
    /// <param name="path">Path with parameters in braces.</param>
    /// <param name="method">HTTP method.</param>
    /// <param name="operation">The operation.</param>
    public void Add(string path, HttpMethod method, OpenApiOperation operation)
    {
        if (!Document.Paths.TryGetValue(path, out var item))
        {
            item = new OpenApiPathItem { Operations = [] };
            Document.Paths.Add(path, item);
        }

        item.Operations!.Add(method, operation);
    }

    /// <summary>A reference to a schema of the components.</summary>
    public IOpenApiSchema Schema(string name) => new OpenApiSchemaReference(name, Document);

    /// <summary>A reference to a parameter of the components: <c>f</c>, <c>lang</c>, <c>asOf</c>, <c>featureId</c>, …</summary>
    public IOpenApiParameter Parameter(string name) => new OpenApiParameterReference(name, Document);

    /// <summary>A reference to a tag, by which operations are grouped.</summary>
    public OpenApiTagReference Tag(string name) => new(name, Document);

    /// <summary>Adds the problems an operation may answer with to its responses. Those of one status share one response that names each type.</summary>
    public void AddProblems(OpenApiResponses responses, params ReadOnlySpan<ProblemType> types)
    {
        foreach (var byStatus in types.ToArray().GroupBy(t => t.Status))
        {
            var name = "problem-" + string.Join("-or-", byStatus.Select(t => t.Slug));
            Document.Components!.Responses!.TryAdd(name, ProblemResponse([.. byStatus]));
            responses[byStatus.Key.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponseReference(name, Document);
        }
    }

    private OpenApiResponse ProblemResponse(IReadOnlyList<ProblemType> types)
    {
        var response = new OpenApiResponse
        {
            Description = string.Join(" / ", types.Select(t => $"{T(t.TitleZh, t.Title)} ({t.Uri}): {T(t.MeaningZh, t.Meaning)}")),
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                [Problem.MediaType] = new() { Schema = Schema("problem") },
                [MediaTypes.Html] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String } },
            },
        };
        return response;
    }
}
