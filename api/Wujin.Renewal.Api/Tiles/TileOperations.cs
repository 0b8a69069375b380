using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Wujin.Renewal.Api.OpenApi;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Store.Tiles;

namespace Wujin.Renewal.Api.Tiles;

/// <summary>The operations of tiles in the API definition. Identifiers end as OGC 20-057, table 19, says.</summary>
internal sealed class TileOperations : IOpenApiContribution
{
    public void Contribute(OpenApiDefinition definition)
    {
        var tag = definition.T("瓦片", "Tiles");
        definition.Document.Tags!.Add(new OpenApiTag
        {
            Name = tag,
            Description = definition.T(
                "Mapbox 矢量瓦片，WebMercatorQuad，第 0 至 16 级；小于两个像素的面以点表示。",
                "Mapbox Vector Tiles in WebMercatorQuad, zooms 0 to 16; areas smaller than two pixels are points."),
        });
        AddParameters(definition);
        Document(definition, tag, "/tileMatrixSets", "getTileMatrixSetsList", definition.T("瓦片矩阵集列表", "Tile matrix sets"));
        Document(definition, tag, "/tileMatrixSets/" + WebMercatorQuad.Id, "getTileMatrixSet", definition.T("瓦片矩阵集", "The tile matrix set"));
        Add(definition, tag, TileSet.WholeMap, "map.dataset.vector.");
        foreach (var layer in TileLayers.All)
        {
            Add(definition, tag, TileSet.Find(layer.Id)!, layer.Id + ".collection.vector.");
        }
    }

    private static void Add(OpenApiDefinition definition, string tag, TileSet set, string prefix)
    {
        var title = TileSetDescription.Title(set, definition.Language);
        Document(definition, tag, set.Path, prefix + "getTileSetsList", definition.T($"瓦片集列表：{title}", $"List of tilesets: {title}"));
        var path = $"{set.Path}/{WebMercatorQuad.Id}";
        var one = Document(definition, tag, path, prefix + "getTileSet", definition.T($"瓦片集：{title}", $"Tileset: {title}"), "f-tileset");
        one.Responses!["200"].Content![MediaTypes.TileJson] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.Object } };

        var tile = Operation(definition, tag, prefix + "getTile", definition.T($"瓦片：{title}", $"Tile: {title}"), ["tileMatrix", "tileRow", "tileCol", "f-tile"]);
        tile.Responses!["200"] = Ok(definition, (MediaTypes.VectorTile, new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" }));
        tile.Responses["204"] = new OpenApiResponse { Description = definition.T("该瓦片为空。", "Nothing is drawn in this tile.") };
        definition.AddProblems(tile.Responses, ProblemTypes.NotFound);
        definition.Add(path + "/{tileMatrix}/{tileRow}/{tileCol}", HttpMethod.Get, tile);
    }

    private static OpenApiOperation Document(OpenApiDefinition definition, string tag, string path, string id, string summary, string format = "f")
    {
        var operation = Operation(definition, tag, id, summary, [format, "lang"]);
        operation.Responses!["200"] = Ok(
            definition, (MediaTypes.Json, new OpenApiSchema { Type = JsonSchemaType.Object }), (MediaTypes.Html, new OpenApiSchema { Type = JsonSchemaType.String }));
        definition.Add(path, HttpMethod.Get, operation);
        return operation;
    }

    private static OpenApiOperation Operation(OpenApiDefinition definition, string tag, string id, string summary, string[] parameters)
    {
        var responses = new OpenApiResponses
        {
            ["304"] = new OpenApiResponse { Description = definition.T("自 If-None-Match 所示版本以来未变。", "Not changed since the version named by If-None-Match.") },
        };
        definition.AddProblems(responses, ProblemTypes.InvalidParameter, ProblemTypes.NotAcceptable, ProblemTypes.Internal, ProblemTypes.DatabaseUnavailable);
        return new OpenApiOperation
        {
            OperationId = id,
            Summary = summary,
            Tags = new HashSet<OpenApiTagReference> { definition.Tag(tag) },
            Parameters = [.. parameters.Select(definition.Parameter)],
            Responses = responses,
        };
    }

    private static OpenApiResponse Ok(OpenApiDefinition definition, params ReadOnlySpan<(string Type, OpenApiSchema Schema)> contents)
    {
        var response = new OpenApiResponse { Description = definition.T("成功", "Success"), Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) };
        foreach (var (type, schema) in contents)
        {
            response.Content[type] = new OpenApiMediaType { Schema = schema };
        }

        return response;
    }

    private static void AddParameters(OpenApiDefinition definition)
    {
        var parameters = definition.Document.Components!.Parameters!;
        OpenApiParameter Path(string name, OpenApiSchema schema, string example, string description) => new()
        {
            Name = name, In = ParameterLocation.Path, Required = true, Schema = schema, Description = description, Example = JsonValue.Create(example),
        };
        OpenApiSchema Index() => new() { Type = JsonSchemaType.Integer, Minimum = "0" };
        OpenApiParameter Choice(string description, params string[] values) => new()
        {
            Name = "f", In = ParameterLocation.Query, Description = description, Style = ParameterStyle.Form, Explode = false,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. values.Select(v => (JsonNode)JsonValue.Create(v))] },
        };
        parameters["tileMatrix"] = Path("tileMatrix", new OpenApiSchema { Type = JsonSchemaType.String }, "10", definition.T(
            $"级别，0 至 {TileLayers.MaximumZoom}。", $"Scale, 0 to {TileLayers.MaximumZoom}."));
        parameters["tileRow"] = Path("tileRow", Index(), "416", definition.T("行，自北向南。", "Row, from the north."));
        parameters["tileCol"] = Path("tileCol", Index(), "852", definition.T("列，自西经 180° 向东。", "Column, eastward from 180° W."));
        parameters["f-tile"] = Choice(definition.T("格式：矢量瓦片。", "Format: a vector tile."), "mvt");
        parameters["f-tileset"] = Choice(definition.T("格式；默认按 Accept。", "Format; by default chosen by Accept."), "json", "html", "tilejson");
    }
}
