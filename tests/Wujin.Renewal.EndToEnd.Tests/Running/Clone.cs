using System.Diagnostics;

namespace Wujin.Renewal.EndToEnd.Tests.Running;

/// <summary>
/// The repository as a newcomer has it: every source file and nothing built, in a folder whose path has a space and Chinese characters.
/// Shared by the tests of a class, so that it is built once.
/// </summary>
public sealed class Clone : IDisposable
{
    private static readonly HashSet<string> NotInAClone = ["bin", "obj", ".git", ".wujin", "node_modules", "dist"];

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("wujin-clone-");

    public Clone()
    {
        Path = System.IO.Path.Combine(_root.FullName, "城市 更新");
        Copy(new DirectoryInfo(FindRepository()), Directory.CreateDirectory(Path));
        Run("chmod", "-R", "go+rX", _root.FullName);
    }

    /// <summary>The folder that holds <c>run</c>.</summary>
    public string Path { get; }

    /// <summary>Its <c>.wujin</c>.</summary>
    public string Home => System.IO.Path.Combine(Path, ".wujin");

    /// <summary>Makes a home with the programs of <see cref="Home"/> and no database, which belongs to an ordinary user.</summary>
    /// <param name="user">Number of the user, or null for whoever runs the test.</param>
    public string HomeFor(int? user)
    {
        var home = System.IO.Path.Combine(_root.FullName, "home of another");
        Copy(new DirectoryInfo(System.IO.Path.Combine(Home, "app")), Directory.CreateDirectory(System.IO.Path.Combine(home, "app")));
        if (user is not null)
        {
            Run("chown", "-R", $"{user}", home);
        }

        return home;
    }

    public void Dispose() => _root.Delete(recursive: true);

    private static void Copy(DirectoryInfo from, DirectoryInfo to)
    {
        foreach (var file in from.EnumerateFiles())
        {
            file.CopyTo(System.IO.Path.Combine(to.FullName, file.Name));
        }

        foreach (var folder in from.EnumerateDirectories().Where(folder => !NotInAClone.Contains(folder.Name)))
        {
            Copy(folder, to.CreateSubdirectory(folder.Name));
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Xunit.Assert.Equal(0, process.ExitCode);
    }

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Wujin.Renewal.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not lie below Wujin.Renewal.sln.");
    }
}
