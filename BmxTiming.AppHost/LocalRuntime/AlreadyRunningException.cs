namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>Another AppHost holds this state directory.</summary>
internal sealed class AlreadyRunningException : Exception
{
    public AlreadyRunningException()
    {
    }

    public AlreadyRunningException(string message)
        : base(message)
    {
    }

    public AlreadyRunningException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
