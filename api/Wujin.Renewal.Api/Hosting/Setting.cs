namespace Wujin.Renewal.Api.Hosting;

/// <summary>One environment variable, as <c>./run --help</c> lists it.</summary>
/// <param name="Name">Such as <c>WUJIN_URL</c>.</param>
/// <param name="Default">What holds when it is not set, in words.</param>
/// <param name="Meaning">One line.</param>
internal sealed record Setting(string Name, string Default, string Meaning);
