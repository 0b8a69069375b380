using NetTopologySuite.Geometries;
using Wujin.Renewal.Api.GeoPackages;
using Wujin.Renewal.TravelTime.Isochrones;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search;
using Wujin.Renewal.TravelTime.Search.Matrix;
using Wujin.Renewal.TravelTime.Search.Routes;
using Route = Wujin.Renewal.TravelTime.Search.Routes.Route;

namespace Wujin.Renewal.Api.Routing;

/// <summary>Answers of the verbs that ask a road graph, as GeoPackages for desktop GIS. Times in seconds, lengths in metres, areas in m².</summary>
internal static class RoutingGeoPackage
{
    /// <summary>Tables <c>isochrones</c> (polygons, nested) and <c>reached_roads</c> (each part of a road with the least limit that holds it).</summary>
    public static void WriteIsochrones(string path, IsochroneQuery query, TimeSurface surface, ReachField field, uint[] limits, IsochroneDescription description)
    {
        GeoPackageFile.Write(path, file =>
        {
            using (var polygons = file.Features(
                "isochrones", "id", "MULTIPOLYGON", "minutes REAL NOT NULL", "area_m2 REAL NOT NULL", "profile TEXT NOT NULL", "direction TEXT NOT NULL", "cell_m REAL NOT NULL",
                "snap_distance_m REAL NOT NULL", "note TEXT NOT NULL"))
            {
                foreach (var limit in limits)
                {
                    var (shape, area) = query.Draw(surface, limit);
                    polygons.Add(
                        null, shape, limit / 60_000.0, Math.Round(area), description.Profile.Name(), description.Direction, description.CellMetres, Math.Round(description.SnapMetres, 1),
                        description.Note);
                }
            }

            using var roads = file.Features(
                "reached_roads", "id", "LINESTRING", "minutes REAL NOT NULL", "length_m REAL NOT NULL", "way_id INTEGER NOT NULL", "class TEXT NOT NULL", "name TEXT");
            foreach (var part in new ReachedLines(field, limits).Parts())
            {
                var segment = field.Network.Segments[part.Segment];
                roads.Add(
                    null, GeoPackageTable.Line(EdgeLine.Part(field.Network, part.Segment << 1, part.From, part.To)), part.LimitMilliseconds / 60_000.0,
                    Math.Round(part.Metres(field.Network), 1), segment.WayId, segment.Class.OsmName(), segment.Name == 0 ? null : field.Network.Names[segment.Name]);
            }
        });
    }

    /// <summary>Tables <c>origins</c> and <c>destinations</c> (points), and <c>times</c> with a row a pair.</summary>
    public static void WriteMatrix(string path, IReadOnlyList<SnappedPlace> from, IReadOnlyList<SnappedPlace> to, TravelTimeMatrix matrix, CancellationToken stop) =>
        GeoPackageFile.Write(path, file =>
        {
            AddPlaces(file, "origins", from);
            AddPlaces(file, "destinations", to);
            using var times = file.Attributes("times", "origin TEXT NOT NULL", "destination TEXT NOT NULL", "seconds REAL");
            for (var o = 0; o < from.Count; o++)
            {
                stop.ThrowIfCancellationRequested();
                for (var d = 0; d < to.Count; d++)
                {
                    times.Add(null, from[o].Id, to[d].Id, matrix[o, d] >= ReachField.Unreached ? null : matrix[o, d] / 1000.0);
                }
            }
        });

    /// <summary>Tables <c>route</c> (one line) and <c>legs</c> (a line an edge, in their order).</summary>
    public static void WriteRoute(string path, Route route, Profile profile, SnappedPlace from, SnappedPlace to) => GeoPackageFile.Write(path, file =>
    {
        using (var whole = file.Features(
            "route", "id", "LINESTRING", "profile TEXT NOT NULL", "seconds REAL NOT NULL", "length_m REAL NOT NULL", "from_metres_to_road REAL NOT NULL", "to_metres_to_road REAL NOT NULL"))
        {
            var line = route.Line();
            whole.Add(
                1, GeoPackageTable.Line(line.Count > 0 ? line : [from.Road.Place]), profile.Name(), route.Milliseconds / 1000.0, Math.Round(route.Metres, 1),
                Math.Round(from.Road.Metres, 1), Math.Round(to.Road.Metres, 1));
        }

        using var legs = file.Features(
            "legs", "leg", "LINESTRING", "way_id INTEGER NOT NULL", "class TEXT NOT NULL", "name TEXT", "length_m REAL NOT NULL", "drive_seconds REAL NOT NULL", "turn_seconds REAL NOT NULL");
        for (var i = 0; i < route.Legs.Count; i++)
        {
            var leg = route.Legs[i];
            var segment = route.Network.Segments[leg.Edge >> 1];
            legs.Add(
                i + 1, GeoPackageTable.Line(EdgeLine.Part(route.Network, leg.Edge, leg.From, leg.To)), segment.WayId, segment.Class.OsmName(),
                segment.Name == 0 ? null : route.Network.Names[segment.Name], Math.Round(segment.LengthMm / 1000.0 * (leg.To - leg.From), 1), leg.DriveMilliseconds / 1000.0,
                leg.TurnMilliseconds / 1000.0);
        }
    });

    private static void AddPlaces(GeoPackageFile file, string table, IReadOnlyList<SnappedPlace> places)
    {
        using var points = file.Features(table, "id", "POINT", "name TEXT NOT NULL", "metres_to_road REAL NOT NULL");
        foreach (var place in places)
        {
            points.Add(null, new Point(place.Place.Longitude, place.Place.Latitude), place.Id, Math.Round(place.Road.Metres, 1));
        }
    }
}
