using Wujin.Renewal.Api.OpenApi;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Store;
using Wujin.Renewal.Store.Attention;

namespace Wujin.Renewal.Api.Attention;

/// <summary>The attention list, <c>/attention</c>: what somebody should look at, with what has been accepted as it is, and the limits of the rules.</summary>
internal static class AttentionApi
{
    /// <summary>Adds what the list needs.</summary>
    internal static IServiceCollection AddAttention(this IServiceCollection services) => services
        .AddSingleton<IOpenApiContribution, AttentionOperations>()
        .AddSingleton(s => new AttentionStore(s.GetRequiredService<RegisterDatabase>().DataSource))
        .AddSingleton<AttentionReader>();

    /// <summary>Maps the list, its items, acceptances and limits.</summary>
    internal static IEndpointRouteBuilder MapAttention(this IEndpointRouteBuilder routes)
    {
        routes.MapRead("/attention", AttentionEndpoints.ListAsync);
        routes.MapRead("/attention/csv", AttentionEndpoints.CsvAsync);
        routes.MapRead("/attention/limits", AttentionEndpoints.LimitsAsync);
        routes.MapPut("/attention/limits/{code}", WriteAttention.PutLimitAsync);
        routes.MapDelete("/attention/limits/{code}", WriteAttention.ResetLimitAsync);
        routes.MapRead("/attention/{code}", AttentionEndpoints.OneAsync);
        routes.MapPost("/attention/{code}/acceptance", WriteAttention.AcceptAsync);
        routes.MapDelete("/attention/{code}/acceptance", WriteAttention.ReopenAsync);
        return routes;
    }
}
