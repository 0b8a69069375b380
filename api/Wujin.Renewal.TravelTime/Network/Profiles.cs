namespace Wujin.Renewal.TravelTime.Network;

/// <summary>Names and modes of the <see cref="Profile"/>s.</summary>
public static class Profiles
{
    private static readonly string[] Names = ["car", "car-peak-am", "car-peak-pm", "ebike", "walk"];

    /// <summary>All profiles, in order of their numbers.</summary>
    public static IReadOnlyList<Profile> All { get; } = Enum.GetValues<Profile>();

    /// <summary>The name in parameters and files, such as <c>car-peak-am</c>.</summary>
    public static string Name(this Profile profile) => Names[(int)profile];

    /// <summary>What moves.</summary>
    public static TravelMode Mode(this Profile profile) => profile switch
    {
        Profile.Ebike => TravelMode.Ebike,
        Profile.Walk => TravelMode.Walk,
        _ => TravelMode.Car,
    };

    /// <summary>Finds a profile by its name.</summary>
    /// <returns>False where no profile has that name.</returns>
    public static bool TryParse(string name, out Profile profile)
    {
        var index = Array.IndexOf(Names, name);
        profile = (Profile)Math.Max(index, 0);
        return index >= 0;
    }
}
