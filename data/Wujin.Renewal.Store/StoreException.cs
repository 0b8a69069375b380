namespace Wujin.Renewal.Store;

/// <summary>
/// The database cannot be used as it is, and the person at the keyboard can do something about it.
/// <see cref="Exception.Message"/> is one line: what is wrong, then what to do.
/// </summary>
public abstract class StoreException : Exception
{
    /// <summary>Makes an exception with a one-line message.</summary>
    /// <param name="message">What is wrong and what to do about it, without a line break.</param>
    /// <param name="inner">What was caught, or null.</param>
    protected StoreException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
