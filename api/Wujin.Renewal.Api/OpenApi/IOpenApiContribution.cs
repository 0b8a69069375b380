namespace Wujin.Renewal.Api.OpenApi;

/// <summary>
/// A slice that adds its operations to the API definition. Register it as a singleton; contributions run in the order of registration, after the
/// operations that read.
/// </summary>
public interface IOpenApiContribution
{
    /// <summary>Adds operations, schemas and responses.</summary>
    void Contribute(OpenApiDefinition definition);
}
