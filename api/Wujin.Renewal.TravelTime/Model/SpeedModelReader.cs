using System.Text.Json;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Model;

/// <summary>Reads a <see cref="SpeedModel"/> from JSON, strictly.</summary>
internal static class SpeedModelReader
{
    private const double MostKmh = 200;
    private const double MostSeconds = 7200;
    private const double MostFactor = 10;

    private static readonly string[] Zones = ["urban", "rural", "motorway", "trunk", "living_street", "walk"];

    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Disallow, AllowDuplicateProperties = false };

    public static SpeedModel Read(string json, string file)
    {
        var faults = new List<string>();
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            var model = Read(new ModelObject(document.RootElement, "$", faults), json);
            return faults.Count == 0 ? model : throw new SpeedModelException(file, faults);
        }
        catch (JsonException broken)
        {
            throw new SpeedModelException(file, [$"{broken.Path ?? "$"} is no JSON ({broken.Message})"]);
        }
    }

    private static SpeedModel Read(ModelObject root, string json)
    {
        root.Text("format", "wujin-speeds/1");
        var name = root.Text("name");
        var isRight = root.Text("drives_on", "right", "left") != "left";
        var urban = root.Object("urban_area");
        var zones = root.Object("zones_kmh");
        var car = root.Object("car");
        var ebike = root.Object("ebike");
        var walk = root.Object("walk");
        var ferry = root.Object("ferry");
        var model = new SpeedModel
        {
            Name = name,
            Json = json,
            UrbanStreetKmPerKm2 = urban.Number("street_km_per_km2", 0.1, 100),
            UrbanCellMetres = urban.Number("cell_metres", 100, 5000),
            ZonesKmh = Zones.ToDictionary(z => z, z => zones.Number(z, 1, MostKmh)),
            UnpavedShare = root.Number("unpaved_share", 0.05, 1),
            Car = ReadCar(car.Object("classes")),
            EbikeKmh = ReadSpeeds(ebike.Object("classes"), RoadClass.Trunk, RoadClass.Footway),
            EbikeMaxKmh = ebike.Number("max_kmh", 5, 60),
            WalkKmh = ReadSpeeds(walk.Object("classes"), RoadClass.Trunk, RoadClass.Steps),
            OffRoadKmh = walk.Number("off_road_kmh", 0.5, 10),
            OffRoadLimitMetres = walk.Number("off_road_limit_metres", 10, 5000),
            FerryKmh = ferry.Number("kmh", 1, 100),
            BoardingSeconds =
            [
                ferry.Number("car_boarding_seconds", 0, MostSeconds),
                ferry.Number("ebike_boarding_seconds", 0, MostSeconds),
                ferry.Number("walk_boarding_seconds", 0, MostSeconds),
            ],
            Turns = new(
                ReadTurns(car.Object("turns"), isRight), ReadTurns(ebike.Object("turns"), isRight), ReadTurns(walk.Object("turns"), isRight),
                (int)Math.Round(1000 * car.Number("peak_am_turns", 0.1, MostFactor)),
                (int)Math.Round(1000 * car.Number("peak_pm_turns", 0.1, MostFactor))),
        };
        foreach (var part in new[] { urban, zones, car, ebike, walk, ferry, root })
        {
            part.Close();
        }

        return model;
    }

    private static CarSpeeds?[] ReadCar(ModelObject classes)
    {
        var speeds = new CarSpeeds?[RoadClasses.All.Count];
        for (var c = RoadClass.Motorway; c <= RoadClass.Footway; c++)
        {
            var row = classes.Object(c.OsmName());
            speeds[(int)c] = new(ReadArea(row.Object("urban")), ReadArea(row.Object("rural")), row.Number("limit_share", 0.1, 1.5));
            row.Close();
        }

        classes.Close();
        return speeds;
    }

    private static AreaSpeeds ReadArea(ModelObject row)
    {
        var area = new AreaSpeeds(row.Number("kmh", 1, MostKmh), row.Number("peak_am", 0.1, MostFactor), row.Number("peak_pm", 0.1, MostFactor));
        row.Close();
        return area;
    }

    private static double[] ReadSpeeds(ModelObject classes, RoadClass first, RoadClass last)
    {
        var speeds = new double[RoadClasses.All.Count];
        for (var c = first; c <= last; c++)
        {
            var row = classes.Object(c.OsmName());
            speeds[(int)c] = row.Number("kmh", 0.5, MostKmh);
            row.Close();
        }

        classes.Close();
        return speeds;
    }

    private static TurnCosts ReadTurns(ModelObject row, bool isRight)
    {
        double Seconds(string name) => row.Number(name + "_seconds", 0, MostSeconds);
        var costs = new TurnCosts
        {
            StraightSeconds = Seconds("straight"),
            NearSideSeconds = Seconds("near_side"),
            FarSideSeconds = Seconds("far_side"),
            UTurnSeconds = Seconds("u_turn"),
            GiveWaySeconds = Seconds("give_way"),
            SignalSeconds = Seconds("signal"),
            CrossingSeconds = Seconds("crossing"),
            GateSeconds = Seconds("gate"),
            PrivateGateSeconds = Seconds("private_gate"),
            DrivesOnTheRight = isRight,
        };
        row.Close();
        return costs;
    }
}
