using Wujin.Renewal.Api.Problems;

namespace Wujin.Renewal.Api.Processes;

/// <summary>The processes of this service, in the order of their registration.</summary>
internal sealed class ProcessCatalogue(IEnumerable<IProcess> processes)
{
    private readonly Dictionary<string, IProcess> _byId = processes.ToDictionary(p => p.Definition.Id, StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    internal IReadOnlyList<IProcess> All { get; } = [.. processes];

    /// <summary>Their names.</summary>
    internal IReadOnlyCollection<string> Ids => _byId.Keys;

    /// <summary>Finds a process.</summary>
    internal IProcess? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The process that a route names.</summary>
    /// <exception cref="ProblemException">404 of the type that the standard prescribes.</exception>
    internal IProcess FromRoute(HttpContext context)
    {
        var id = context.GetRouteValue("processId") as string ?? "";
        return Find(id) ?? throw new ProblemException(ProcessProblems.NoSuchProcess, $"There is no process '{id}'. There are: {string.Join(", ", Ids)}.");
    }
}
