using System.Text.Json.Serialization;

namespace BmxTiming.Protocol.Ids;

/// <summary>A rider of the registry.</summary>
[JsonConverter(typeof(WireTokenConverter<RiderId>))]
public readonly record struct RiderId : IWireToken<RiderId>, IComparable<RiderId>, IParsable<RiderId>
{
    private readonly string? _value;

    private RiderId(string value) => _value = value;

    public string Value => _value ?? "";

    public static RiderId Parse(string? text) => TryParse(text, out var token) ? token : throw WireToken.Invalid(nameof(RiderId), text);

    public static bool TryParse(string? text, out RiderId token)
    {
        var valid = WireToken.IsValid(text);
        token = valid ? new RiderId(text!) : default;
        return valid;
    }

    static RiderId IParsable<RiderId>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<RiderId>.TryParse(string? s, IFormatProvider? provider, out RiderId result) => TryParse(s, out result);

    public int CompareTo(RiderId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}
