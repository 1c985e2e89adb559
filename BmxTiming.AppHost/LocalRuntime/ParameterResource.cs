namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>A value from configuration (<c>Parameters:name</c>) or one the model gives.</summary>
internal sealed class ParameterResource(string name, Func<string?> valueGetter, bool secret) : Resource(name)
{
    public bool Secret { get; } = secret;

    internal string? ValueOrNull => valueGetter();

    internal string Value => valueGetter()
        ?? throw new DistributedApplicationException($"Parameter '{Name}' has no value; set Parameters:{Name}.");
}
