namespace BmxTiming.AppHost.LocalRuntime;

internal abstract class Resource : IResource
{
    protected Resource(string name)
    {
        // Aspire's own rule for names; they end up in file names and environment variables.
        if (name.Length is 0 or > 64 || !char.IsAsciiLetter(name[0]) || name[^1] == '-' || name.Contains("--", StringComparison.Ordinal)
            || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            throw new ArgumentException($"'{name}' is not a resource name: 1 to 64 ASCII letters, digits and single hyphens, beginning with a letter.", nameof(name));
        }

        Name = name;
    }

    public string Name { get; }
}
