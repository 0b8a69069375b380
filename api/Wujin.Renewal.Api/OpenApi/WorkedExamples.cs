namespace Wujin.Renewal.Api.OpenApi;

/// <summary>The worked examples, on the demonstration data: reading, writing, the map. In an order in which all can be run.</summary>
internal static class WorkedExamples
{
    internal static IReadOnlyList<WorkedExample> All { get; } =
    [
        new("getLandingPage", "服务有什么", "What the service has", "curl -fsS '{server}/'"),
        new("getCollections", "所有图层", "All collections", "curl -fsS '{server}/collections?lang=en'"),
        new("getCompounds", "施工中的小区，每页 3 个", "Compounds under construction, three a page",
            "curl -fsS '{server}/collections/compounds/items?stage=construction&limit=3'"),
        new("getCompounds", "一个范围内的小区", "Compounds within a box",
            "curl -fsS '{server}/collections/compounds/items?bbox=119.90,31.65,120.00,31.75&limit=10'"),
        new("getCompounds", "按文字搜索", "Compounds found by a word", """
            curl -fsS -G '{server}/collections/compounds/items' --data-urlencode 'q=新村' --data-urlencode 'limit=5'
            """),
        new("getCompounds", "转换为 GeoPackage（GDAL）", "As a GeoPackage, with GDAL", "ogr2ogr -f GPKG compounds.gpkg OAPIF:{server} compounds"),
        new("getOneOfCompounds", "一个小区", "One compound", "curl -fsS '{server}/collections/compounds/items/WJ-C-0001'"),
        new("exportIndustrialParks", "整层导出", "A whole collection", "curl -fsS --compressed -o parks.geojson '{server}/collections/industrial-parks/export'"),
        new("getVersionsOfCompounds", "一个小区的全部版本", "All versions of a compound", "curl -fsS '{server}/collections/compounds/items/WJ-C-0001/versions'"),
        new("getStageOfCompounds", "一个小区的阶段", "The stages of a compound", "curl -fsS '{server}/collections/compounds/items/WJ-C-0001/stage'"),
        new("createCompounds", "登记新小区", "Record a new compound", """
            curl -fsS '{server}/collections/compounds/items' -H 'Content-Type: application/geo+json' \
                -H 'Wujin-Actor: zhang.san' -H 'Wujin-Reason: survey' \
                -d '{"type": "Feature", "geometry": null, "properties": {"code": "EX-0001", "name_zh": "示例新村", "year_built": 1995, "is_demo": true}}'
            """),
        new("patchCompounds", "修改几项内容：先读取 ETag，再以 If-Match 写入", "Change some values: read the ETag, write with If-Match", """
            etag=$(curl -fsSI '{server}/collections/compounds/items/WJ-C-0002' | tr -d '\r' | awk 'tolower($1) == "etag:" {print $2}')
            curl -fsS -X PATCH '{server}/collections/compounds/items/WJ-C-0002' -H "If-Match: $etag" \
                -H 'Content-Type: application/merge-patch+json' -d '{"properties": {"households": 321}}'
            """),
        new("moveStageOfSelfbuildZones", "查看并变更阶段", "See which stages can follow, and move to the first", """
            stage='{server}/collections/selfbuild-zones/items/WJ-Z-0001/stage'
            etag=$(curl -fsSI "$stage" | tr -d '\r' | awk 'tolower($1) == "etag:" {print $2}')
            next=$(curl -fsS "$stage" | grep -o '"next":\[{"stage":"[a-z]*' | grep -o '[a-z]*$' || true)
            [ -z "$next" ] || curl -fsS "$stage" -H "If-Match: $etag" -H 'Content-Type: application/json' -d "{\"stage\": \"$next\"}"
            curl -fsS "$stage"
            """),
        new("deleteSelfbuildZones", "删除（历史保留）", "Delete; the versions stay", """
            zone='{server}/collections/selfbuild-zones/items/WJ-Z-0080'
            etag=$(curl -fsSI "$zone" | tr -d '\r' | awk 'tolower($1) == "etag:" {print $2}')
            curl -fsS -X DELETE "$zone" -H "If-Match: $etag"
            curl -fsS "$zone/versions"
            """),
        new("map.dataset.vector.getTileSet", "供 MapLibre 使用的 TileJSON", "TileJSON for MapLibre", "curl -fsS '{server}/tiles/WebMercatorQuad?f=tilejson'"),
        new("map.dataset.vector.getTile", "一个瓦片，用 GDAL 查看", "A tile, looked at with GDAL", """
            curl -fsS -o tile.pbf '{server}/tiles/WebMercatorQuad/10/416/852'
            ogrinfo -ro -so tile.pbf compounds
            """),
        new("getApi", "接口定义", "The API definition", "curl -fsS -o openapi.json '{server}/api'"),
    ];
}
