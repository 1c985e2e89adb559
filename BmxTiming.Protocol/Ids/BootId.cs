using System.Text.Json.Serialization;

namespace BmxTiming.Protocol.Ids;

/// <summary>One start of a sender; sequence numbers count from 1 within it.</summary>
[JsonConverter(typeof(WireTokenConverter<BootId>))]
public readonly record struct BootId : IWireToken<BootId>, IComparable<BootId>, IParsable<BootId>
{
    private readonly string? _value;

    private BootId(string value) => _value = value;

    public string Value => _value ?? "";

    public static BootId Parse(string? text) => TryParse(text, out var token) ? token : throw WireToken.Invalid(nameof(BootId), text);

    public static bool TryParse(string? text, out BootId token)
    {
        var valid = WireToken.IsValid(text);
        token = valid ? new BootId(text!) : default;
        return valid;
    }

    static BootId IParsable<BootId>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<BootId>.TryParse(string? s, IFormatProvider? provider, out BootId result) => TryParse(s, out result);

    public int CompareTo(BootId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}
