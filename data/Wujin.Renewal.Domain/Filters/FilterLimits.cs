namespace Wujin.Renewal.Domain.Filters;

/// <summary>How large a filter may be. What is beyond costs the parser, the planner or the stack more than any question needs.</summary>
public static class FilterLimits
{
    /// <summary>Characters of text or JSON.</summary>
    public const int Characters = 1_000_000;

    /// <summary>Brackets, or arrays and objects, inside each other.</summary>
    public const int Depth = 64;

    /// <summary>Operations inside each other; a + b + c + d are three.</summary>
    public const int Steps = 256;

    /// <summary>Operators, names and literals, a geometry counting as one.</summary>
    public const int Nodes = 2_000;

    /// <summary>Vertices of all geometries together.</summary>
    public const int Vertices = 50_000;

    /// <summary>The message about a filter that is too long.</summary>
    public static string TooLong(int characters) => $"The filter has {characters:N0} characters; at most {Characters:N0} are taken.";

    /// <summary>The message about a filter that is nested too deeply.</summary>
    public static string TooDeep => $"The filter is nested more than {Depth} levels deep; write it flatter: a AND b AND c needs no brackets.";

    /// <summary>The message about a filter of too many parts.</summary>
    public static string TooMany => $"The filter has more than {Nodes:N0} operators, names and values; use IN for lists, or several requests.";

    /// <summary>The message about too many vertices.</summary>
    public static string TooManyVertices => $"The geometries of the filter have more than {Vertices:N0} vertices; simplify them.";
}
