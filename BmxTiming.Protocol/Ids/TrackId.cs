using System.Text.Json.Serialization;

namespace BmxTiming.Protocol.Ids;

/// <summary>A physical track; the unit of ordering, ownership and authorisation.</summary>
[JsonConverter(typeof(WireTokenConverter<TrackId>))]
public readonly record struct TrackId : IWireToken<TrackId>, IComparable<TrackId>, IParsable<TrackId>
{
    private readonly string? _value;

    private TrackId(string value) => _value = value;

    public string Value => _value ?? "";

    public static TrackId Parse(string? text) => TryParse(text, out var token) ? token : throw WireToken.Invalid(nameof(TrackId), text);

    public static bool TryParse(string? text, out TrackId token)
    {
        var valid = WireToken.IsValid(text) && !WireToken.IsReserved(text!);
        token = valid ? new TrackId(text!) : default;
        return valid;
    }

    static TrackId IParsable<TrackId>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<TrackId>.TryParse(string? s, IFormatProvider? provider, out TrackId result) => TryParse(s, out result);

    public int CompareTo(TrackId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}
