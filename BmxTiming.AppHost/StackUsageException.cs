namespace BmxTiming.AppHost;

/// <summary>An option of the stack has a value it cannot have.</summary>
internal sealed class StackUsageException : Exception
{
    public StackUsageException()
    {
    }

    public StackUsageException(string message)
        : base(message)
    {
    }

    public StackUsageException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
