using System.Text;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Scenarios;
using Xunit;

namespace Wujin.Renewal.TravelTime.Tests.Scenarios;

public sealed class ScenarioReaderTests
{
    private const string Square = """{"type":"Polygon","coordinates":[[[120,31],[120.1,31],[120.1,31.1],[120,31]]]}""";

    [Fact]
    public void A_file_with_every_kind_of_edit_is_read_as_written()
    {
        var scenario = Read($$$"""
            {"type":"FeatureCollection","name":"方案一","features":[
              {"type":"Feature","geometry":{"type":"LineString","coordinates":[[120,31],[120.01,31.02]]},
               "properties":{"edit":"add","class":"primary","speed_kmh":60,"oneway":true,"name":"新路","cost_wan":1200,"join_crossings":true}},
              {"type":"Feature","geometry":null,"properties":{"edit":"close","way_id":42}},
              {"type":"Feature","geometry":{{{Square}}},"properties":{"edit":"speed","factor":0.5}},
              {"type":"Feature","geometry":null,"properties":{"edit":"speed","class":"trunk","speed_kmh":80}}]}
            """);

        Assert.Equal("方案一", scenario.Name);
        var road = Assert.IsType<AddRoad>(scenario.Edits[0]);
        Assert.Equal((RoadClass.Primary, 60, true, "新路", 1200, true), (road.Class, road.SpeedKmh!.Value, road.IsOneWay, road.Name, road.CostWan!.Value, road.JoinsCrossings));
        Assert.Equal([Position.FromDegrees(120, 31), Position.FromDegrees(120.01, 31.02)], road.Line);
        Assert.Equal(42, Assert.IsType<CloseRoads>(scenario.Edits[1]).WayId);
        Assert.Equal(0.5, Assert.IsType<ChangeSpeeds>(scenario.Edits[2]).Factor);
        Assert.Equal((RoadClass.Trunk, 80), (Assert.IsType<ChangeSpeeds>(scenario.Edits[3]).Class!.Value, ((ChangeSpeeds)scenario.Edits[3]).SpeedKmh!.Value));
    }

    [Fact]
    public void An_empty_collection_is_an_empty_scenario() => Assert.Empty(Read("""{"type":"FeatureCollection","features":[]}""").Edits);

    [Theory]
    [InlineData("{", "")]
    [InlineData("[]", "/type")]
    [InlineData("""{"type":"FeatureCollection"}""", "/features")]
    public void What_is_no_collection_is_refused(string json, string pointer) => Assert.Equal([pointer], Faults(json));

    [Theory]
    [InlineData("null", """{"edit":"demolish"}""", "/properties/edit")]
    [InlineData("null", """{"edit":"close"}""", "")]
    [InlineData("null", """{"edit":"close","way_id":"forty-two"}""", "/properties/way_id")]
    [InlineData("null", """{"edit":"close","way_id":42,"class":"trunk"}""", "/properties/class")]
    [InlineData("null", """{"edit":"speed","way_id":42}""", "/properties")]
    [InlineData("null", """{"edit":"speed","way_id":42,"speed_kmh":50,"factor":2}""", "/properties")]
    [InlineData("null", """{"edit":"speed","way_id":42,"speed_kmh":0}""", "/properties/speed_kmh")]
    [InlineData("null", """{"edit":"speed","way_id":42,"class":"trunk","factor":2}""", "")]
    [InlineData("null", """{"edit":"add","class":"primary"}""", "/geometry")]
    [InlineData("""{"type":"LineString","coordinates":[[120,31],[120.1,31]]}""", """{"edit":"add"}""", "/properties/class")]
    [InlineData("""{"type":"LineString","coordinates":[[120,31],[120.1,31]]}""", """{"edit":"add","class":"boulevard"}""", "/properties/class")]
    [InlineData("""{"type":"LineString","coordinates":[[120,31],[120.1,31]]}""", """{"edit":"add","class":"primary","oneway":"yes"}""", "/properties/oneway")]
    [InlineData("""{"type":"LineString","coordinates":[[120,31],[120.1,31]]}""", """{"edit":"add","class":"primary","sped_kmh":60}""", "/properties/sped_kmh")]
    [InlineData("""{"type":"LineString","coordinates":[[120,31],[120,31]]}""", """{"edit":"add","class":"primary"}""", "/geometry/coordinates")]
    [InlineData("""{"type":"LineString","coordinates":[[120,31],[120,"x"]]}""", """{"edit":"add","class":"primary"}""", "/geometry/coordinates/1")]
    [InlineData("""{"type":"Point","coordinates":[120,31]}""", """{"edit":"close"}""", "/geometry")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}""", """{"edit":"close"}""", "/geometry")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0]]]}""", """{"edit":"close"}""", "/geometry/coordinates/0")]
    public void Each_fault_is_reported_where_it_is(string geometry, string properties, string pointer) => Assert.Contains(
        "/features/0" + pointer, Faults($$"""{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{{geometry}},"properties":{{properties}}}]}"""));

    [Fact]
    public void All_faults_are_reported_at_once()
    {
        var faults = Faults("""
            {"type":"FeatureCollection","features":[
              {"type":"Feature","geometry":null,"properties":{"edit":"add","speed_kmh":900,"colour":"red"}},
              {"type":"Feature","geometry":null,"properties":{"edit":"close"}}]}
            """);

        Assert.Equal(
            ["/features/0/geometry", "/features/0/properties/class", "/features/0/properties/colour", "/features/0/properties/speed_kmh", "/features/1"],
            faults.Order(StringComparer.Ordinal));
    }

    private static Scenario Read(string json) => ScenarioReader.Read(Encoding.UTF8.GetBytes(json));

    private static IEnumerable<string> Faults(string json) => Assert.Throws<ScenarioException>(() => Read(json)).Faults.Select(f => f.Pointer);
}
