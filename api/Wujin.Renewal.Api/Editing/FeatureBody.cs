using System.Text.Json;
using NetTopologySuite.Geometries;
using Wujin.Renewal.Domain.Crs;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.Editing;

/// <summary>A GeoJSON feature as a client sent it, read as far as it can be.</summary>
/// <param name="Id">The member <c>id</c>, or null where it was not given.</param>
/// <param name="Draft">
/// The values that could be read and the geometry in storage coordinates. A name that the collection does not have is there with a null value.
/// </param>
/// <param name="IsGeometryGiven">The member <c>geometry</c> was given and could be read.</param>
internal sealed record FeatureBody(string? Id, FeatureDraft Draft, bool IsGeometryGiven)
{
    /// <summary>Members of a feature that the register understands, or may leave alone because it writes them itself.</summary>
    private static readonly HashSet<string> KnownMembers =
        new(["type", "id", "geometry", "properties", "links", "bbox", "crs", "coordRefSys", "featureType", "featureSchema", "conformsTo", "time", "place", "timeStamp"], StringComparer.Ordinal);

    /// <summary>Reads a feature.</summary>
    /// <param name="json">The document; names are unique in it.</param>
    /// <param name="collection">The collection it is meant for.</param>
    /// <param name="crs">What its coordinates are in.</param>
    /// <param name="isGeometryTooLarge">The geometry has been refused for its size and is not to be built.</param>
    /// <param name="faults">Receives what is wrong with its form.</param>
    internal static FeatureBody Read(JsonElement json, CollectionDefinition collection, CoordinateSystem crs, bool isGeometryTooLarge, List<Fault> faults)
    {
        Dictionary<string, object?> values = new(StringComparer.Ordinal);
        if (json.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new Fault("", $"The body is {JsonValues.Shown(json)}; expected a GeoJSON feature."));
            return new FeatureBody(null, new FeatureDraft(values, null), false);
        }

        if (!CheckType(json, faults))
        {
            return new FeatureBody(null, new FeatureDraft(values, null), false);
        }

        CheckMembers(json, collection, faults);
        var id = ReadId(json, faults);
        ReadProperties(json, collection, values, faults);
        var before = faults.Count;
        var geometry = isGeometryTooLarge ? null : ReadGeometry(json, collection, crs, faults);
        return new FeatureBody(id, new FeatureDraft(values, geometry), !isGeometryTooLarge && faults.Count == before);
    }

    private static bool CheckType(JsonElement json, List<Fault> faults)
    {
        if (json.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() == "Feature")
        {
            return true;
        }

        var found = type.ValueKind == JsonValueKind.Undefined ? "missing" : JsonValues.Shown(type);
        var advice = type.ValueKind == JsonValueKind.String && type.GetString() == "FeatureCollection"
            ? " Send several features at once to …/batch; whole files are taken by ./run import."
            : "";
        faults.Add(new Fault("/type", $"The type is {found}; expected \"Feature\".{advice}"));
        return false;
    }

    private static void CheckMembers(JsonElement json, CollectionDefinition collection, List<Fault> faults)
    {
        foreach (var member in json.EnumerateObject().Where(m => !KnownMembers.Contains(m.Name)))
        {
            faults.Add(new Fault("/" + PointerToken(member.Name), collection.Find(member.Name) is null
                ? "A feature has no such member, and the register would not keep it; what describes the feature stands inside \"properties\"."
                : $"{member.Name} is a property: put it inside \"properties\"."));
        }

        // GeoJSON of 2008 as GDAL still writes it: harmless where it names the default, dangerous where it does not.
        if (json.TryGetProperty("crs", out var crs) && crs.ValueKind != JsonValueKind.Null
            && !crs.GetRawText().Contains("CRS84", StringComparison.Ordinal) && !crs.GetRawText().Contains("4326", StringComparison.Ordinal))
        {
            faults.Add(new Fault("/crs", "The coordinate system of the body is stated by the header Content-Crs, not by a member \"crs\"."));
        }
    }

    private static string? ReadId(JsonElement json, List<Fault> faults)
    {
        if (!json.TryGetProperty("id", out var id))
        {
            return null;
        }

        switch (id.ValueKind)
        {
            case JsonValueKind.String:
                return id.GetString();
            case JsonValueKind.Number:
                return id.GetRawText();
            default:
                faults.Add(new Fault("/id", $"The id is {JsonValues.Shown(id)}; expected the code of the feature, a text, or no id."));
                return null;
        }
    }

    private static void ReadProperties(JsonElement json, CollectionDefinition collection, Dictionary<string, object?> values, List<Fault> faults)
    {
        if (!json.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new Fault("/properties", "A feature needs an object \"properties\"."));
            return;
        }

        foreach (var member in properties.EnumerateObject())
        {
            var property = collection.Find(member.Name);
            if (property is null || member.Value.ValueKind == JsonValueKind.Null)
            {
                values[member.Name] = null;
            }
            else if (JsonValues.Read(property, member.Value, out var value) is { } wrong)
            {
                faults.Add(Fault.OfProperty(member.Name, wrong));
            }
            else
            {
                values[member.Name] = value;
            }
        }
    }

    private static Geometry? ReadGeometry(JsonElement json, CollectionDefinition collection, CoordinateSystem crs, List<Fault> faults)
    {
        if (!json.TryGetProperty("geometry", out var geometry))
        {
            faults.Add(Fault.OfGeometry("The member \"geometry\" is missing; send null where there is none yet (RFC 7946, section 3.2)."));
            return null;
        }

        if (geometry.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (new GeometryBody(faults).Read(geometry, collection.Geometry) is not { } built)
        {
            return null;
        }

        var stored = ToStorage(built, crs, crs.IsNorthingFirst);
        if (!ReferenceEquals(crs, CoordinateSystems.Crs84) && IsOutside(stored) && !IsOutside(ToStorage(built, crs, !crs.IsNorthingFirst)))
        {
            var (first, second) = (crs.IsNorthingFirst, crs.IsProjected) switch
            {
                (true, true) => ("northing", "easting"),
                (true, false) => ("latitude", "longitude"),
                _ => ("easting", "northing"),
            };
            faults.Add(Fault.OfGeometry($"By the definition of {crs} the {first} comes first, then the {second}; these coordinates are the other way round."));
            return null;
        }

        return stored;
    }

    private static Geometry ToStorage(Geometry given, CoordinateSystem crs, bool isNorthingFirst) =>
        CrsTransform.ToStorage(isNorthingFirst ? CrsTransform.SwapAxes(given) : given, crs);

    private static bool IsOutside(Geometry stored) => !stored.IsEmpty && !GeometryRules.China.Contains(stored.EnvelopeInternal);

    private static string PointerToken(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
