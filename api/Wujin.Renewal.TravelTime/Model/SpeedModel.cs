using System.Text;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Model;

/// <summary>
/// Every assumption about speeds and waits, from a JSON file in which each value carries its source or the word "assumed"; <c>speeds.cn.json</c> is built in.
/// </summary>
public sealed class SpeedModel
{
    private static readonly Lazy<SpeedModel> BuiltIn = new(ReadBuiltIn);

    /// <summary>The model for China that comes with the software.</summary>
    public static SpeedModel China => BuiltIn.Value;

    /// <summary>What the model is called.</summary>
    public required string Name { get; init; }

    /// <summary>The document it was read from.</summary>
    public required string Json { get; init; }

    /// <summary>Within a built-up area if streets are at least this dense: kilometres of street on a square kilometre.</summary>
    public required double UrbanStreetKmPerKm2 { get; init; }

    /// <summary>Size of the cells over which street density is taken (each with its eight neighbours), metres.</summary>
    public required double UrbanCellMetres { get; init; }

    /// <summary>Speed limits of zones such as <c>CN:urban</c> by the part after the colon, km/h.</summary>
    public required IReadOnlyDictionary<string, double> ZonesKmh { get; init; }

    /// <summary>How fast an unpaved road is, compared with a paved one of its class.</summary>
    public required double UnpavedShare { get; init; }

    /// <summary>Cars on roads of each class; null where cars do not go.</summary>
    public required IReadOnlyList<CarSpeeds?> Car { get; init; }

    /// <summary>Electric bicycles on roads of each class, km/h; 0 where they do not go.</summary>
    public required IReadOnlyList<double> EbikeKmh { get; init; }

    /// <summary>No electric bicycle is faster, km/h.</summary>
    public required double EbikeMaxKmh { get; init; }

    /// <summary>People on foot on roads of each class, km/h; 0 where they do not go.</summary>
    public required IReadOnlyList<double> WalkKmh { get; init; }

    /// <summary>Walking where there is no road, km/h.</summary>
    public required double OffRoadKmh { get; init; }

    /// <summary>How far from a road a place may be, metres.</summary>
    public required double OffRoadLimitMetres { get; init; }

    /// <summary>Ferries without a duration of their own, km/h.</summary>
    public required double FerryKmh { get; init; }

    /// <summary>Waiting for a ferry and boarding it, seconds, by number of the mode.</summary>
    public required IReadOnlyList<double> BoardingSeconds { get; init; }

    /// <summary>What turns cost.</summary>
    public required TurnCostTable Turns { get; init; }

    /// <summary>Walking without a road over a distance, milliseconds.</summary>
    public uint OffRoadMilliseconds(double metres) => (uint)Math.Round(metres / (OffRoadKmh / 3600));

    /// <summary>Reads a file.</summary>
    /// <exception cref="SpeedModelException">It is no usable model; every fault is named.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static SpeedModel ReadFile(string path) => Parse(File.ReadAllText(path), path);

    /// <summary>Reads a document.</summary>
    /// <param name="json">The document.</param>
    /// <param name="file">What messages call it.</param>
    /// <exception cref="SpeedModelException">It is no usable model; every fault is named.</exception>
    public static SpeedModel Parse(string json, string file) => SpeedModelReader.Read(json, file);

    private static SpeedModel ReadBuiltIn()
    {
        using var stream = typeof(SpeedModel).Assembly.GetManifestResourceStream("speeds.cn.json")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Parse(reader.ReadToEnd(), "speeds.cn.json");
    }
}

/// <summary>Cars on roads of one class.</summary>
/// <param name="Urban">Within built-up areas.</param>
/// <param name="Rural">Elsewhere.</param>
/// <param name="LimitShare">How much of a signed speed limit is driven in free flow.</param>
public sealed record CarSpeeds(AreaSpeeds Urban, AreaSpeeds Rural, double LimitShare);

/// <summary>Cars on roads of one class in one kind of area.</summary>
/// <param name="Kmh">In free flow.</param>
/// <param name="PeakAm">Times in the morning peak are this many times longer.</param>
/// <param name="PeakPm">Times in the evening peak likewise.</param>
public readonly record struct AreaSpeeds(double Kmh, double PeakAm, double PeakPm);
