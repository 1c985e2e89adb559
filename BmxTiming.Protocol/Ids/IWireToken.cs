namespace BmxTiming.Protocol.Ids;

/// <summary>
/// An identifier that travels on the wire as a lower-case token. Tokens become NATS subject tokens and parts of
/// the idempotency key, so dots, wildcards, colons and spaces can never be part of one.
/// </summary>
public interface IWireToken<TSelf>
    where TSelf : struct, IWireToken<TSelf>
{
    /// <summary>The token as it is written on the wire; empty for <c>default</c>.</summary>
    string Value { get; }

    /// <summary>Reads a token; <c>false</c> when it is not of the allowed form.</summary>
    static abstract bool TryParse(string? text, out TSelf token);
}
