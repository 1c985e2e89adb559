namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>The app model is wrong, or the machine refuses something the model asks for.</summary>
internal sealed class DistributedApplicationException : Exception
{
    public DistributedApplicationException()
    {
    }

    public DistributedApplicationException(string message)
        : base(message)
    {
    }

    public DistributedApplicationException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
