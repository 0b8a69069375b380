namespace Wujin.Renewal.TravelTime.Model;

/// <summary>A file of speeds cannot be used; the message names every fault by its place in the JSON document.</summary>
public sealed class SpeedModelException : Exception
{
    /// <summary>With every fault.</summary>
    /// <param name="file">The file, as the user named it.</param>
    /// <param name="faults">Each begins with the path of the value, such as <c>$.car.classes.trunk.urban.kmh</c>.</param>
    public SpeedModelException(string file, IReadOnlyList<string> faults)
        : base($"{file} is no usable speed model: {string.Join("; ", faults)}. Start from a copy of speeds.cn.json.") => Faults = faults;

    /// <summary>One line for each fault.</summary>
    public IReadOnlyList<string> Faults { get; }
}
