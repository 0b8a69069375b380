using System.Reflection;

namespace Wujin.Renewal.Api.Processes;

/// <summary>Which program computed something.</summary>
internal static class Software
{
    /// <summary>Name and version, with the state of the sources where the build knew it.</summary>
    internal static string Version { get; } = "Wujin.Renewal "
        + (typeof(Software).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0");
}
