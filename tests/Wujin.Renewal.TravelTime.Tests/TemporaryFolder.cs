namespace Wujin.Renewal.TravelTime.Tests;

/// <summary>A folder that goes when the test is done.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wujin-roads-");

    public string this[string name] => Path.Combine(_folder.FullName, name);

    public IEnumerable<string> Files => _folder.EnumerateFiles().Select(f => f.Name);

    public string Write(string name, byte[] content)
    {
        File.WriteAllBytes(this[name], content);
        return this[name];
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
