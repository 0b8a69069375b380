using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Wujin.Renewal.Viewer.Core.Settings;

namespace Wujin.Renewal.Viewer.Core.Register;

/// <summary>Work that is not saved yet.</summary>
/// <param name="Collection">Its collection.</param>
/// <param name="Code">Code of the site; empty for a new one.</param>
/// <param name="Version">The version it changes; 0 for a new one.</param>
/// <param name="Changes">Changed properties by name.</param>
/// <param name="Geometry">The changed outline as GeoJSON.</param>
/// <param name="HasGeometry">Whether the outline was changed.</param>
internal sealed record Draft(string Collection, string Code, long Version, JsonObject Changes, JsonNode? Geometry, bool HasGeometry);

/// <summary>Keeps work on disk at every step, so that a crash costs nothing. One file a site and service; saving or discarding removes it.</summary>
internal sealed class DraftStore(ViewerFolders folders, Uri service)
{
    private readonly string _folder = Path.Combine(folders.State, "drafts", Name(service.AbsoluteUri));

    /// <summary>Keeps a draft. A disk that cannot be written loses nothing but the safety.</summary>
    public void Keep(Draft draft)
    {
        try
        {
            Directory.CreateDirectory(_folder);
            var path = PathOf(draft.Collection, draft.Code);
            File.WriteAllText(path + ".new", JsonSerializer.Serialize(draft));
            File.Move(path + ".new", path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The draft still lives in memory.
        }
    }

    /// <summary>The draft of a site; null where there is none that can be read.</summary>
    public Draft? Find(string collection, string code)
    {
        try
        {
            return JsonSerializer.Deserialize<Draft>(File.ReadAllText(PathOf(collection, code)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Removes a draft.</summary>
    public void Remove(string collection, string code)
    {
        try
        {
            File.Delete(PathOf(collection, code));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is offered again, and can be discarded again.
        }
    }

    private string PathOf(string collection, string code) => Path.Combine(_folder, Name(collection + "/" + code) + ".json");

    private static string Name(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 12));
}
