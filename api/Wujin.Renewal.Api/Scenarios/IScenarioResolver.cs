using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.Scenarios;

/// <summary>Judges edits by the road network in use: does a new road join any, is there such a way.</summary>
internal interface IScenarioResolver
{
    /// <summary>Adds what is wrong; nothing where there is no road network yet.</summary>
    /// <param name="editsJson">An array of edits whose form is right.</param>
    /// <param name="faults">Where to add, pointers below <c>/features</c>.</param>
    /// <param name="cancellation">Ends it.</param>
    Task CheckAsync(string editsJson, List<Fault> faults, CancellationToken cancellation);
}
