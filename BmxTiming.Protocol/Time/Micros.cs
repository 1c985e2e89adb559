using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BmxTiming.Protocol.Time;

/// <summary>
/// A point in time (µs since 1970-01-01 of the clock that is named beside it) or a duration in µs. Subtract only
/// values of the same clock; a name that ends in <c>Us</c> carries this unit.
/// </summary>
[JsonConverter(typeof(Converter))]
public readonly record struct Micros(long Value) : IComparable<Micros>
{
    public const long PerMillisecond = 1_000;
    public const long PerSecond = 1_000_000;

    public static readonly Micros Zero = new(0);

    public static Micros FromSeconds(long seconds) => new(checked(seconds * PerSecond));

    public static Micros FromMilliseconds(long milliseconds) => new(checked(milliseconds * PerMillisecond));

    public static Micros From(TimeSpan duration) => new(duration.Ticks / TimeSpan.TicksPerMicrosecond);

    /// <summary>The wall clock of <paramref name="time"/>, µs since the Unix epoch.</summary>
    public static Micros Now(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return new((time.GetUtcNow().UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond);
    }

    public TimeSpan ToTimeSpan() => TimeSpan.FromTicks(checked(Value * TimeSpan.TicksPerMicrosecond));

    public int CompareTo(Micros other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    public static Micros operator +(Micros a, Micros b) => new(a.Value + b.Value);

    public static Micros operator -(Micros a, Micros b) => new(a.Value - b.Value);

    public static bool operator <(Micros a, Micros b) => a.Value < b.Value;

    public static bool operator >(Micros a, Micros b) => a.Value > b.Value;

    public static bool operator <=(Micros a, Micros b) => a.Value <= b.Value;

    public static bool operator >=(Micros a, Micros b) => a.Value >= b.Value;

    public sealed class Converter : JsonConverter<Micros>
    {
        public override Micros Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value)
                ? new Micros(value)
                : throw new JsonException("a time in whole microseconds was expected");

        public override void Write(Utf8JsonWriter writer, Micros value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.Value);
    }
}
