using DbUp.Engine;

namespace Wujin.Renewal.Store.Migrations;

/// <summary>The migration scripts of this program: <c>Migrations/NNNN_name.sql</c>, embedded in the assembly, in the order of their names.</summary>
public static class MigrationScripts
{
    private const string ResourcePrefix = "Wujin.Renewal.Store.Migrations.";

    /// <summary>The names as the journal stores them (<c>0001_register.sql</c>), ascending.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(MigrationScripts).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
            .Select(name => name[ResourcePrefix.Length..])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The scripts with their text.</summary>
    internal static IEnumerable<SqlScript> Read() => Names.Select(name => new SqlScript(name, ReadText(name)));

    private static string ReadText(string name)
    {
        using var stream = typeof(MigrationScripts).Assembly.GetManifestResourceStream(ResourcePrefix + name)
            ?? throw new InvalidOperationException($"The migration script {name} is not embedded in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
