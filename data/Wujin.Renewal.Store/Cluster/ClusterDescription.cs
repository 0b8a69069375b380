using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;

namespace Wujin.Renewal.Store.Cluster;

/// <summary>
/// How to reach a private cluster: <c>cluster.json</c> in its folder, readable by its owner only. Administrators may read it
/// (<c>psql "host=127.0.0.1 port=… user=… dbname=…"</c>); only the program writes it.
/// </summary>
/// <param name="User">Database superuser.</param>
/// <param name="Password">Its password, made at random when the cluster was.</param>
/// <param name="Database">Database of the register.</param>
/// <param name="SocketDirectory">Folder of the Unix socket; made anew at each start.</param>
/// <param name="Port">TCP port on 127.0.0.1, kept from start to start while it is free.</param>
internal sealed record ClusterDescription(string User, string Password, string Database, string? SocketDirectory, int Port)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>A new description with a random password of 192 bits.</summary>
    public static ClusterDescription New() =>
        new("wujin", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)), "renewal", null, LoopbackPort.Any());

    /// <summary>Connection string over the Unix socket, for a given database or the register's own.</summary>
    public string ConnectionString(string? database = null) => new NpgsqlConnectionStringBuilder
    {
        Host = SocketDirectory,
        Port = Port,
        Username = User,
        Password = Password,
        Database = database ?? Database,
    }.ConnectionString;

    /// <summary>Reads the file; null when there is none.</summary>
    /// <exception cref="ClusterException">The file is damaged.</exception>
    public static ClusterDescription? Read(string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), ClusterJson.Default.ClusterDescription);
        }
        catch (JsonException error)
        {
            throw new ClusterException($"{file} is damaged ({error.Message}): restore it from a backup.".ReplaceLineEndings(" "), error);
        }
    }

    /// <summary>Writes the file so that it is there whole or as before.</summary>
    public void Write(string file)
    {
        var half = file + ".new";
        File.Delete(half);
        using (var stream = new FileStream(half, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = OwnerOnly,
        }))
        {
            JsonSerializer.Serialize(stream, this, ClusterJson.Default.ClusterDescription);
            stream.Flush(flushToDisk: true);
        }

        File.Move(half, file, overwrite: true);
    }
}

/// <summary>Source-generated JSON of <see cref="ClusterDescription"/>.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ClusterDescription))]
internal sealed partial class ClusterJson : JsonSerializerContext;
