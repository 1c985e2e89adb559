using System.Text.Json.Serialization;
using BmxTiming.Protocol.Time;

namespace BmxTiming.TrackClient.Decoder;

/// <summary>
/// How far a decoder has been read, and what is still missing below. Kept on disk, so that after a restart the decoder is asked for
/// exactly what the spool does not hold.
/// </summary>
/// <param name="LastPassing">Highest number known; null before the first passing.</param>
/// <param name="StartAfter">Before the first passing: what the decoder had numbered at the first contact.</param>
/// <param name="Boot">With <paramref name="Seq"/>: up to here the spool is accounted for; what follows is read from it.</param>
internal sealed record DecoderBookmark(
    uint DecoderId,
    uint? LastPassing,
    Micros? RtcTimeUs,
    uint? TransponderId,
    string? TransponderCode,
    IReadOnlyList<BookmarkGap> Missing,
    string? Boot = null,
    long Seq = 0,
    uint? StartAfter = null)
{
    [JsonIgnore]
    public PassingMark? Mark => RtcTimeUs is { } rtc ? new PassingMark(rtc, TransponderId, TransponderCode) : null;

    public static DecoderBookmark? Of(uint decoderId, PassingLedger ledger)
    {
        if (ledger.Last is not { } last)
        {
            return ledger.StartsAfter is { } start ? new DecoderBookmark(decoderId, null, null, null, null, [], StartAfter: start) : null;
        }

        var mark = ledger.MarkOf(last);
        return new DecoderBookmark(
            decoderId,
            last,
            mark?.RtcTimeUs,
            mark?.TransponderId,
            mark?.TransponderCode,
            [.. ledger.Missing.Ranges.Select(static range => new BookmarkGap(range.Numbers.From, range.Numbers.To, range.State != MissingState.Open))]);
    }

    public PassingLedger ToLedger()
    {
        var ledger = new PassingLedger();
        if (StartAfter is { } start)
        {
            ledger.StartAfter(start);
        }

        if (LastPassing is not { } last)
        {
            return ledger;
        }

        ledger.Restore(
            last,
            Mark,
            Missing.Where(static gap => gap.From <= gap.To).Take(MissingNumbers.MaxRanges)
                .Select(static gap => new MissingRange(new NumberRange(gap.From, gap.To), gap.Declared ? MissingState.GivenUp : MissingState.Open)));
        return ledger;
    }
}

/// <param name="Declared">The server has been told of it.</param>
internal sealed record BookmarkGap(uint From, uint To, bool Declared);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DecoderBookmark))]
internal sealed partial class BookmarkJson : JsonSerializerContext;
