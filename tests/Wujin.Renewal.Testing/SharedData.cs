namespace Wujin.Renewal.Testing;

/// <summary>
/// The real files that the repository does not carry: <c>shared/data</c> beside the folder that holds the solution. Tests that need one are
/// skipped with <see cref="Absent"/> as the reason where it is not there.
/// </summary>
public static class SharedData
{
    /// <summary>Why a test is skipped.</summary>
    public const string Absent = "../shared/data is not beside the repository";

    /// <summary>The path of a file or folder below <c>../shared/data</c>, or null where it is absent.</summary>
    /// <param name="relative">Parts of the path.</param>
    public static string? Find(params string[] relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Wujin.Renewal.sln")))
            {
                var path = Path.Combine([folder.FullName, "..", "shared", "data", .. relative]);
                return Path.Exists(path) ? Path.GetFullPath(path) : null;
            }
        }

        return null;
    }
}
