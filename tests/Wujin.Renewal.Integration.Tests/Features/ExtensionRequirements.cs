namespace Wujin.Renewal.Integration.Tests.Features;

/// <summary>
/// The requirements of Parts 2, 3 and 5, of CQL2 without arrays, and of the draft of Part 4 as far as it is offered, as their documents number them.
/// </summary>
internal static class ExtensionRequirements
{
    /// <summary>All of them.</summary>
    internal static readonly string[] All =
    [
        "/req/crs/crs-uri", "/req/crs/fc-md-crs-list", "/req/crs/fc-md-crs-list-global", "/req/crs/fc-md-storageCrs", "/req/crs/fc-md-storageCrs-valid-value",
        "/req/crs/fc-crs-definition", "/req/crs/fc-crs-default-value", "/req/crs/fc-crs-valid-value", "/req/crs/fc-crs-action", "/req/crs/crs-exception",
        "/req/crs/fc-bbox-crs-definition", "/req/crs/fc-bbox-crs-default-value", "/req/crs/fc-bbox-crs-valid-value", "/req/crs/fc-bbox-crs-action",
        "/req/crs/bbox-crs-exception", "/req/crs/ogc-crs-header", "/req/crs/ogc-crs-header-value", "/req/crs/geojson", "/req/queryables/get-queryables-op",
        "/req/queryables/get-queryables-response", "/req/queryables/expression-construction", "/req/queryables/queryables-link",
        "/req/queryables-query-parameters/parameters", "/req/filter/filter-param", "/req/filter/filter-lang-param", "/req/filter/filter-crs-param",
        "/req/filter/filter-crs-wgs84", "/req/filter/mixing-expressions", "/req/filter/response", "/req/filter/get-functions-operation",
        "/req/filter/get-functions-response-json", "/req/features-filter/get-queryables-op", "/req/features-filter/queryables-link",
        "/req/features-filter/filter-param", "/req/features-filter/filter-lang-param", "/req/features-filter/filter-crs-param", "/req/features-filter/response",
        "/req/basic-cql2/cql2-filter", "/req/basic-cql2/property", "/req/basic-cql2/binary-comparison-predicate", "/req/basic-cql2/null-predicate",
        "/req/advanced-comparison-operators/like-predicate", "/req/advanced-comparison-operators/between-predicate",
        "/req/advanced-comparison-operators/in-predicate", "/req/case-insensitive-comparison/casei-function",
        "/req/accent-insensitive-comparison/accenti-function", "/req/basic-spatial-functions/spatial-predicate",
        "/req/basic-spatial-functions/spatial-functions", "/req/basic-spatial-functions-plus/spatial-data-types", "/req/spatial-functions/spatial-functions",
        "/req/temporal-functions/temporal-functions", "/req/temporal-operators/temporal-predicates", "/req/property-property/withdraw-permissions",
        "/req/arithmetic/arithmetic", "/req/functions/functions", "/req/functions/get-functions-operation", "/req/functions/get-functions-response-json",
        "/req/cql2-text/basic-cql2", "/req/cql2-text/advanced-comparison-operators", "/req/cql2-text/case-insensitive-comparison",
        "/req/cql2-text/accent-insensitive-comparison", "/req/cql2-text/basic-spatial-functions", "/req/cql2-text/basic-spatial-functions-plus",
        "/req/cql2-text/spatial-functions", "/req/cql2-text/temporal-functions", "/req/cql2-text/property-property", "/req/cql2-text/arithmetic",
        "/req/cql2-text/functions", "/req/cql2-json/basic-cql2", "/req/cql2-json/advanced-comparison-operators", "/req/cql2-json/case-insensitive-comparison",
        "/req/cql2-json/accent-insensitive-comparison", "/req/cql2-json/basic-spatial-functions", "/req/cql2-json/basic-spatial-functions-plus",
        "/req/cql2-json/spatial-functions", "/req/cql2-json/temporal-functions", "/req/cql2-json/property-property", "/req/cql2-json/arithmetic",
        "/req/cql2-json/functions", "/req/cql2-text/escaping", "/req/schemas/json-schema", "/req/schemas/properties", "/req/schemas/additional-keywords",
        "/req/schemas/role", "/req/schemas/role-id", "/req/schemas/property-seq", "/req/schemas/unit", "/req/returnables-and-receivables/link",
        "/req/returnables-and-receivables/op", "/req/returnables-and-receivables/response", "/req/queryables/link", "/req/queryables/op",
        "/req/queryables/response", "/req/sortables/link", "/req/sortables/op", "/req/sortables/response", "/req/create-replace-delete/post-op",
        "/req/create-replace-delete/post-content-type", "/req/create-replace-delete/post-body", "/req/create-replace-delete/post-response",
        "/req/create-replace-delete/post-response-rid", "/req/create-replace-delete/put-op", "/req/create-replace-delete/put-content-type",
        "/req/create-replace-delete/put-body", "/req/create-replace-delete/put-rid", "/req/create-replace-delete/put-response",
        "/req/create-replace-delete/put-rid-exception", "/req/create-replace-delete/delete-op", "/req/create-replace-delete/delete-response",
        "/req/create-replace-delete/options-op", "/req/create-replace-delete/options-response", "/req/update/update-patch-op", "/req/update/update-patch-body",
        "/req/update/update-patch-response", "/req/optimistic-locking-etags/get-etag-response", "/req/optimistic-locking-etags/put-etag-response",
        "/req/optimistic-locking-etags/patch-etag-response", "/req/optimistic-locking-etags/ifmatch-put-op", "/req/optimistic-locking-etags/ifmatch-put-eval",
        "/req/optimistic-locking-etags/ifmatch-patch-op", "/req/optimistic-locking-etags/ifmatch-patch-eval", "/req/features/default-crs",
        "/req/features/crs-crs84", "/req/features/crs-other-crs", "/req/features/content-crs-header", "/req/features/geojson-create-replace",
        "/req/features/representation-geojson-replace", "/req/features/update-json-merge-patch",
    ];
}
