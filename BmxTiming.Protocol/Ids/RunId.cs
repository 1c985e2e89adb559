using System.Globalization;
using System.Text.Json.Serialization;

namespace BmxTiming.Protocol.Ids;

/// <summary>One attempt at a moto, <c>{moto_id}-r{n}</c>: a moto that is re-run has several.</summary>
[JsonConverter(typeof(WireTokenConverter<RunId>))]
public readonly record struct RunId : IWireToken<RunId>, IComparable<RunId>
{
    public const int MaxLength = WireToken.MaxLength;

    /// <summary>Room for <c>-r</c> and a run number of up to three digits.</summary>
    public const int SuffixLength = 5;

    private readonly string? _value;

    private RunId(string value) => _value = value;

    public string Value => _value ?? "";

    /// <summary>The id of the <paramref name="number"/>-th run (from 1) of a moto.</summary>
    public static RunId Of(MotoId moto, int number) =>
        number is >= 1 and <= 999
            ? new RunId(string.Create(CultureInfo.InvariantCulture, $"{moto.Value}-r{number}"))
            : throw new ArgumentOutOfRangeException(nameof(number), number, "A moto has between 1 and 999 runs.");

    public static RunId Parse(string? text) => TryParse(text, out var token) ? token : throw WireToken.Invalid(nameof(RunId), text);

    public static bool TryParse(string? text, out RunId token)
    {
        var valid = WireToken.IsValid(text);
        token = valid ? new RunId(text!) : default;
        return valid;
    }

    public int CompareTo(RunId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}
