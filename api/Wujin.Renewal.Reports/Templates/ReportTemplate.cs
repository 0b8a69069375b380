using System.Text;
using System.Text.Json;
using Wujin.Renewal.Reports.Model;
using Wujin.Renewal.Reports.Writers;

namespace Wujin.Renewal.Reports.Templates;

/// <summary>The template folder of an office cannot be used; the message says which file, and what to do.</summary>
public sealed class TemplateException(string message) : Exception(message);

/// <summary>
/// What an office changed in its template folder (<c>WUJIN_REPORT_TEMPLATES</c>): <c>logo.png</c>, <c>report.css</c> and <c>template.json</c> with
/// <c>map_approval_no</c> (审图号), <c>classification</c> (密级) and <c>wording</c>: an object of keys of <see cref="Wording.Defaults"/> with
/// <c>zh</c> and <c>en</c>. Every file may be missing.
/// </summary>
public sealed record ReportTemplate
{
    private const int LargestFileBytes = 2 * 1024 * 1024;

    /// <summary>Nothing changed.</summary>
    public static ReportTemplate None { get; } = new();

    /// <summary>Logo, PNG.</summary>
    public byte[]? LogoPng { get; private init; }

    /// <summary>Style sheet after the report's own.</summary>
    public string? Css { get; private init; }

    /// <summary>审图号 that published maps must carry, or null.</summary>
    public string? MapApprovalNo { get; init; }

    /// <summary>密级, or null.</summary>
    public string? Classification { get; init; }

    /// <summary>Words by key and language.</summary>
    public IReadOnlyDictionary<(string Key, ReportLanguage Language), string> Words { get; init; } = new Dictionary<(string, ReportLanguage), string>();

    /// <summary>The lines that maps carry.</summary>
    public IReadOnlyList<string> OfficialLines(ReportLanguage language) =>
    [
        .. new[]
        {
            MapApprovalNo is { } number ? (language == ReportLanguage.Chinese ? $"审图号：{number}" : $"Map approval no. (审图号): {number}") : null,
            Classification is { } level ? (language == ReportLanguage.Chinese ? $"密级：{level}" : $"Classification (密级): {level}") : null,
        }.OfType<string>(),
    ];

    /// <summary>Reads a folder.</summary>
    /// <param name="folder">The folder; null for nothing changed.</param>
    /// <exception cref="TemplateException">It is missing, or a file in it cannot be used.</exception>
    public static ReportTemplate Read(string? folder)
    {
        if (folder is null)
        {
            return None;
        }

        if (!Directory.Exists(folder))
        {
            throw new TemplateException($"The template folder {folder} does not exist: make it, or leave WUJIN_REPORT_TEMPLATES unset.");
        }

        var logo = ReadFile(folder, "logo.png");
        if (logo is not null && Png.SizeOf(logo) is null)
        {
            throw new TemplateException($"{Path.Combine(folder, "logo.png")} is no PNG picture.");
        }

        var template = new ReportTemplate { LogoPng = logo, Css = ReadFile(folder, "report.css") is { } css ? Encoding.UTF8.GetString(css) : null };
        var path = Path.Combine(folder, "template.json");
        return ReadFile(folder, "template.json") is { } json ? Parse(template, path, json) : template;
    }

    private static ReportTemplate Parse(ReportTemplate template, string path, byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            var words = new Dictionary<(string, ReportLanguage), string>();
            foreach (var member in document.RootElement.EnumerateObject())
            {
                template = member.Name switch
                {
                    "map_approval_no" => template with { MapApprovalNo = Line(path, member.Name, member.Value) },
                    "classification" => template with { Classification = Line(path, member.Name, member.Value) },
                    "wording" => template,
                    _ => throw new TemplateException($"{path}: \"{member.Name}\" is not known; there are map_approval_no, classification and wording."),
                };
                if (member.Name == "wording")
                {
                    ReadWords(path, member.Value, words);
                }
            }

            return template with { Words = words };
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new TemplateException($"{path} cannot be read: {error.Message}");
        }
    }

    private static void ReadWords(string path, JsonElement wording, Dictionary<(string, ReportLanguage), string> words)
    {
        foreach (var entry in wording.EnumerateObject())
        {
            if (!Wording.Defaults.ContainsKey(entry.Name))
            {
                throw new TemplateException($"{path}: there is no wording \"{entry.Name}\"; there are {string.Join(", ", Wording.Defaults.Keys)}.");
            }

            foreach (var language in entry.Value.EnumerateObject())
            {
                var known = language.Name switch
                {
                    "zh" => ReportLanguage.Chinese,
                    "en" => ReportLanguage.English,
                    _ => throw new TemplateException($"{path}: wording \"{entry.Name}\" has a language \"{language.Name}\"; there are zh and en."),
                };
                words[(entry.Name, known)] = Line(path, entry.Name, language.Value);
            }
        }
    }

    private static string Line(string path, string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { Length: <= 300 } text ? text : throw new TemplateException($"{path}: {name} must be a text of at most 300 characters.");

    private static byte[]? ReadFile(string folder, string name)
    {
        var file = new FileInfo(Path.Combine(folder, name));
        if (!file.Exists)
        {
            return null;
        }

        try
        {
            return file.Length <= LargestFileBytes ? File.ReadAllBytes(file.FullName) : throw new TemplateException($"{file.FullName} is larger than {LargestFileBytes / 1024 / 1024} MB.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TemplateException($"{file.FullName} cannot be read: {error.Message}");
        }
    }
}
