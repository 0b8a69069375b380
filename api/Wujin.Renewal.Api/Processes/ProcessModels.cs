using Wujin.Renewal.Api.Html;

namespace Wujin.Renewal.Api.Processes;

/// <summary>The list of processes, for its page.</summary>
/// <param name="Frame">Around the page.</param>
/// <param name="Document">The JSON document.</param>
public sealed record ProcessesModel(PageFrame Frame, ProcessList Document);

/// <summary>A process, for its page.</summary>
/// <param name="Frame">Around the page.</param>
/// <param name="Document">The JSON document.</param>
public sealed record ProcessModel(PageFrame Frame, ProcessDocument Document);
