using Wujin.Renewal.Api.Processes.Schemas;

namespace Wujin.Renewal.Api.Processes;

/// <summary>What a process is, takes and gives. Chinese and English texts throughout.</summary>
/// <param name="Id">Its name in addresses.</param>
/// <param name="TitleZh">Chinese title.</param>
/// <param name="TitleEn">English title.</param>
internal sealed record ProcessDefinition(string Id, string TitleZh, string TitleEn)
{
    /// <summary>Chinese description, limits included.</summary>
    internal required string DescriptionZh { get; init; }

    /// <summary>English description, limits included.</summary>
    internal required string DescriptionEn { get; init; }

    /// <summary>Its inputs, in display order.</summary>
    internal required IReadOnlyList<InputDefinition> Inputs { get; init; }

    /// <summary>Its output. A process of ours has one, so that a raw answer is the value itself.</summary>
    internal required OutputDefinition Output { get; init; }

    /// <summary>Version of the process; goes up when the same inputs may give another result.</summary>
    internal string Version { get; init; } = "1.0.0";
}

/// <summary>An input.</summary>
/// <param name="Id">Its name.</param>
/// <param name="TitleZh">Chinese title.</param>
/// <param name="TitleEn">English title.</param>
/// <param name="Schema">What its value may be; a default makes it optional.</param>
/// <param name="IsRequired">It must be given.</param>
internal sealed record InputDefinition(string Id, string TitleZh, string TitleEn, ValueSchema Schema, bool IsRequired = false)
{
    /// <summary>Chinese description.</summary>
    internal string? DescriptionZh { get; init; }

    /// <summary>English description.</summary>
    internal string? DescriptionEn { get; init; }
}

/// <summary>The output.</summary>
/// <param name="Id">Its name.</param>
/// <param name="TitleZh">Chinese title.</param>
/// <param name="TitleEn">English title.</param>
/// <param name="MediaType">Media type of what <see cref="IProcess.RunAsync"/> gives; some JSON.</param>
internal sealed record OutputDefinition(string Id, string TitleZh, string TitleEn, string MediaType)
{
    /// <summary>Chinese description.</summary>
    internal string? DescriptionZh { get; init; }

    /// <summary>English description.</summary>
    internal string? DescriptionEn { get; init; }
}
