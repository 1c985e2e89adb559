using System.Text.Json.Serialization;

namespace BmxTiming.Protocol.Ids;

/// <summary>A race day. The live socket's query and envelope, and the snapshot subject, call it <c>event_id</c>.</summary>
[JsonConverter(typeof(WireTokenConverter<MeetingId>))]
public readonly record struct MeetingId : IWireToken<MeetingId>, IComparable<MeetingId>, IParsable<MeetingId>
{
    private readonly string? _value;

    private MeetingId(string value) => _value = value;

    public string Value => _value ?? "";

    public static MeetingId Parse(string? text) => TryParse(text, out var token) ? token : throw WireToken.Invalid(nameof(MeetingId), text);

    public static bool TryParse(string? text, out MeetingId token)
    {
        var valid = WireToken.IsValid(text) && !WireToken.IsReserved(text!);
        token = valid ? new MeetingId(text!) : default;
        return valid;
    }

    static MeetingId IParsable<MeetingId>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<MeetingId>.TryParse(string? s, IFormatProvider? provider, out MeetingId result) => TryParse(s, out result);

    public int CompareTo(MeetingId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}
