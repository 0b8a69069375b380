using System.Text;
using Wujin.Renewal.Integration.Tests.Register;
using Wujin.Renewal.Testing.Processes;

namespace Wujin.Renewal.Integration.Tests.ImportVerb;

/// <summary>
/// A test of <c>./run import</c> as people type it: a process of its own, real files, a register of its own with the reference data in it.
/// </summary>
public abstract class ImportVerbTest : RegisterTest
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("renewal-import-");

    static ImportVerbTest() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>A ledger of two compounds with their outlines in Hutang.</summary>
    protected const string TwoCompounds =
        """
        项目编号,小区名称,户数,wkt
        A-1,清英新村,320,"POLYGON((119.940 31.710,119.941 31.710,119.941 31.711,119.940 31.711,119.940 31.710))"
        A-2,人民新村,96,"POLYGON((119.942 31.710,119.943 31.710,119.943 31.711,119.942 31.711,119.942 31.710))"
        """;

    /// <summary>Options that say what else would be a guess.</summary>
    protected static readonly string[] Stated = ["--encoding", "UTF-8", "--crs", "EPSG:4490"];

    /// <summary>The path of a file of this test.</summary>
    protected string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Writes a text file.</summary>
    /// <returns>Its path.</returns>
    protected string Write(string name, string text, Encoding? encoding = null) => Write(name, (encoding ?? new UTF8Encoding(false)).GetBytes(text));

    /// <summary>Writes a file.</summary>
    /// <returns>Its path.</returns>
    protected string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(PathOf(name), bytes);
        return PathOf(name);
    }

    /// <summary>Imports a file and waits for the end.</summary>
    protected async Task<CommandLineProcess> ImportAsync(string file, string kind, params string[] options)
    {
        using var command = Start(["import", file, "--kind", kind, .. options]);
        return await command.EndAsync(Cancel);
    }

    /// <summary>Starts a command of the program in the folder of this test.</summary>
    protected RunningCommand Start(params string[] arguments) =>
        RunningCommand.Start(arguments, new Dictionary<string, string> { ["WUJIN_DATABASE"] = ConnectionString, ["WUJIN_HOME"] = _folder.FullName }, _folder.FullName);

    /// <summary>How many sites there are.</summary>
    protected Task<long> CountSitesAsync() => Source.ScalarAsync<long>("SELECT count(*) FROM renewal.site");

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }
}
