using System.Globalization;
using System.Text;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Ingest;
using Xunit;

namespace BmxTiming.Tests.Support;

/// <summary>Bodies of <c>POST /api/ingest/batch</c> as a gateway writes them, and as one writes them that is wrong.</summary>
internal static class BatchJson
{
    public const string Track = "track-a";
    public const string Client = "gw-a1";
    public const string Boot = "boot-1";

    public static string Passing(long number) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"passing_number":{{number}},"transponder_id":102758186,"rtc_time_us":{{1_000_000 * number}},"strength":120,"hits":20,"flags":0,"decoder_id":264168}""");

    public static string Loss(long toSeq) => string.Create(CultureInfo.InvariantCulture, $$"""{"kind":"loss","to_seq":{{toSeq}}}""");

    public static string Event(
        long seq, string? payload = null, string type = "PASSING", string track = Track, string client = Client, string boot = Boot,
        string version = ContractVersions.TrackIngestV2) => string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            {"event_id":"{{DerivedId.From(track, client, boot, seq.ToString(CultureInfo.InvariantCulture))}}","contract_version":"{{version}}","track_id":"{{track}}",
            "event_id_context":{"client_id":"{{client}}","boot_id":"{{boot}}","seq":{{seq}}},"captured_at_us":1778923800000123,"message_type":"{{type}}","payload":{{payload ?? Passing(seq)}}}
            """);

    public static string Batch(IEnumerable<string> events, string track = Track, string version = ContractVersions.TrackIngestV2) =>
        $$"""{"contract_version":"{{version}}","track_id":"{{track}}","sent_us":1,"clock":{"offset_us":0,"uncertainty_us":5},"events":[{{string.Join(',', events)}}]}""";

    /// <summary>Numbers <paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    public static string Range(long from, long to, string track = Track, string client = Client, string boot = Boot) =>
        Batch(Numbers(from, to).Select(seq => Event(seq, track: track, client: client, boot: boot)), track);

    public static IEnumerable<long> Numbers(long from, long to)
    {
        for (var seq = from; seq <= to; seq++)
        {
            yield return seq;
        }
    }

    public static SenderRights Rights(string scope = "ingest") => new([Track], Client, scope == "sync");

    public static BatchReading Read(string body, SenderRights? rights = null) =>
        BatchValidator.Read(Encoding.UTF8.GetBytes(body), rights ?? Rights(), new Micros(42));

    public static IncomingBatch Good(string body)
    {
        var reading = Read(body);
        Assert.True(reading.Batch is not null, reading.Refusal?.ToString());
        return reading.Batch!;
    }
}
