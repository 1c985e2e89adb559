using System.Text.Json.Serialization;

namespace BmxTiming.Protocol.Ids;

/// <summary>One race of a meeting as scheduled. Shorter than other ids, because a run's id is made from it.</summary>
[JsonConverter(typeof(WireTokenConverter<MotoId>))]
public readonly record struct MotoId : IWireToken<MotoId>, IComparable<MotoId>, IParsable<MotoId>
{
    private readonly string? _value;

    private MotoId(string value) => _value = value;

    public string Value => _value ?? "";

    public static MotoId Parse(string? text) => TryParse(text, out var token) ? token : throw WireToken.Invalid(nameof(MotoId), text);

    public static bool TryParse(string? text, out MotoId token)
    {
        var valid = WireToken.IsValid(text, RunId.MaxLength - RunId.SuffixLength);
        token = valid ? new MotoId(text!) : default;
        return valid;
    }

    static MotoId IParsable<MotoId>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<MotoId>.TryParse(string? s, IFormatProvider? provider, out MotoId result) => TryParse(s, out result);

    public int CompareTo(MotoId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}
