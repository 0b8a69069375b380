using System.Text;

namespace Wujin.Renewal.Formats.Tests;

/// <summary>A folder of one test, removed after it.</summary>
public sealed class TestFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("renewal-formats-");

    static TestFolder() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static Encoding Gbk => Encoding.GetEncoding("GBK");

    public static Encoding Big5 => Encoding.GetEncoding("Big5");

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public string Write(string name, string text, Encoding? encoding = null) => Write(name, (encoding ?? new UTF8Encoding(false)).GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        var path = PathOf(name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

/// <summary>Short cuts to what a source file says.</summary>
public static class Reading
{
    public static List<SourceRow> All(string path, SourceOptions? options = null)
    {
        using var source = SourceFile.Open(path, options);
        return [.. source.Rows()];
    }

    public static object? Value(this SourceFile source, SourceRow row, string field) =>
        row.Values[source.Fields.Select((f, i) => (f.Name, i)).Single(p => p.Name == field).i];

    public static List<object?> Column(this SourceFile source, string field) => [.. source.Rows().Select(r => source.Value(r, field))];
}
