namespace Wujin.Renewal.Formats;

/// <summary>A file that cannot be read at all, or not any further. The message says what is wrong and what to do, in one or two sentences.</summary>
public sealed class SourceFileException : Exception
{
    /// <summary>Reports a file.</summary>
    public SourceFileException(string message)
        : base(message)
    {
    }

    /// <summary>Reports a file, with what went wrong underneath.</summary>
    public SourceFileException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Reports a file.</summary>
    public SourceFileException()
    {
    }
}
