using System.Text.Json.Serialization;

namespace BmxTiming.Protocol.Ids;

/// <summary>The sender of raw messages: a track gateway, or one of the reserved senders of the platform itself.</summary>
[JsonConverter(typeof(WireTokenConverter<ClientId>))]
public readonly record struct ClientId : IWireToken<ClientId>, IComparable<ClientId>, IParsable<ClientId>
{
    /// <summary>Race-control intents are appended under this name.</summary>
    public static readonly ClientId Control = new("control");

    /// <summary>Dead letters put back onto the log are appended under this name.</summary>
    public static readonly ClientId Requeue = new("requeue");

    public bool IsReserved => WireToken.IsReserved(Value);

    private readonly string? _value;

    private ClientId(string value) => _value = value;

    public string Value => _value ?? "";

    public static ClientId Parse(string? text) => TryParse(text, out var token) ? token : throw WireToken.Invalid(nameof(ClientId), text);

    public static bool TryParse(string? text, out ClientId token)
    {
        var valid = WireToken.IsValid(text);
        token = valid ? new ClientId(text!) : default;
        return valid;
    }

    static ClientId IParsable<ClientId>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<ClientId>.TryParse(string? s, IFormatProvider? provider, out ClientId result) => TryParse(s, out result);

    public int CompareTo(ClientId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}
