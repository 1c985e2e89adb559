namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>The machine lacks something the application needs; the message names each part and what brings them.</summary>
internal sealed class MissingPartsException : Exception
{
    public MissingPartsException()
    {
        Parts = [];
    }

    public MissingPartsException(string message)
        : base(message)
    {
        Parts = [];
    }

    public MissingPartsException(string message, Exception inner)
        : base(message, inner)
    {
        Parts = [];
    }

    public MissingPartsException(IReadOnlyList<string> parts)
        : base($"missing:{string.Concat(parts.Select(part => $"\n  - {part}"))}\n./bmx up installs what is missing and starts the stack.")
    {
        Parts = parts;
    }

    public IReadOnlyList<string> Parts { get; }
}
