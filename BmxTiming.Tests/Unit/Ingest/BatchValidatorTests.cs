using System.Text;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Ingest;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Tests.Support;
using Xunit;
using static BmxTiming.Tests.Support.BatchJson;

namespace BmxTiming.Tests.Unit.Ingest;

public sealed class BatchValidatorTests
{
    /// <summary>Body, code, status, field of the first event error (empty: a fault of the whole batch).</summary>
    public static TheoryData<string, string, int, string> Refusals => new()
    {
        { "", "invalid_body", 400, "" },
        { "[]", "invalid_body", 400, "" },
        { """{"contract_version":NaN}""", "invalid_body", 400, "" },
        { """{"contract_version":"track_ingest.v2","contract_version":"track_ingest.v2"}""", "invalid_body", 400, "" },
        { Batch([Event(1, """{"passing_number":1,"passing_number":2,"rtc_time_us":1,"flags":0,"decoder_id":1}""")]), "invalid_body", 400, "" },
        { new string('[', 5_000), "invalid_body", 400, "" },
        { Batch([Event(1, new string('[', 14) + new string(']', 14), "FUTURE")]), "invalid_body", 400, "" },
        { """{"contract_version":"track_ingest.v2","track_id":"track-a"}""", "invalid_body", 400, "" },
        { """{"contract_version":"track_ingest.v2","track_id":"track-a","sent_us":1.5,"events":[]}""", "invalid_body", 400, "" },
        { """{"contract_version":"track_ingest.v2","track_id":"track-a","stream_seq":-1,"events":[]}""", "invalid_body", 400, "" },
        { """{"contract_version":"track_ingest.v2","track_id":"track-a","stream_seq":"9","events":[]}""", "invalid_body", 400, "" },
        { "{}", "unsupported_contract_version", 400, "" },
        { Batch([Event(1)], version: "track_ingest.v9"), "unsupported_contract_version", 400, "" },
        { Batch([Event(1, version: "track_ingest.v1")]), "unsupported_contract_version", 400, "contract_version" },
        { Batch([]), "empty_batch", 400, "" },
        { Range(1, 501), "too_many_events", 400, "" },
        { Batch([Event(1)], track: "a.b"), "invalid_identifier", 400, "" },
        { Batch([Event(1, track: "track-b")]), "foreign_track", 400, "track_id" },
        { Batch([Event(1, track: "*")]), "invalid_identifier", 400, "track_id" },
        { Batch([Event(1, client: "gw>")]), "invalid_identifier", 400, "event_id_context.client_id" },
        { Batch([Event(1, client: "control")]), "invalid_identifier", 400, "event_id_context.client_id" },
        { Batch([Event(1, client: "requeue")]), "invalid_identifier", 400, "event_id_context.client_id" },
        { Batch([Event(1, boot: "a:b")]), "invalid_identifier", 400, "event_id_context.boot_id" },
        { Batch([Event(1).Replace("\"event_id\":\"", "\"event_id\":\"x", StringComparison.Ordinal)]), "invalid_identifier", 400, "event_id" },
        { Batch([Event(1).Replace("1778923800000123", "1.5", StringComparison.Ordinal)]), "invalid_body", 400, "captured_at_us" },
        { Batch(["7"]), "invalid_body", 400, "" },
        { Batch([Event(0)]), "seq_not_consecutive", 400, "event_id_context.seq" },
        { Batch([Event(-5)]), "seq_not_consecutive", 400, "event_id_context.seq" },
        { Batch([Event(1), Event(3)]), "seq_not_consecutive", 400, "event_id_context.seq" },
        { Batch([Event(1), Event(1)]), "seq_not_consecutive", 400, "event_id_context.seq" },
        { Batch([Event(2, Loss(5), "GATEWAY"), Event(3)]), "seq_not_consecutive", 400, "event_id_context.seq" },
        { Batch([Event(1), Event(2, boot: "boot-2")]), "mixed_sender", 400, "event_id_context" },
        { Batch([Event(1), Event(2, client: "gw-a2")]), "mixed_sender", 400, "event_id_context" },
        { Batch([Event(1, type: "passing")]), "invalid_body", 400, "message_type" },
        { Batch([Event(1, type: new string('A', 33))]), "invalid_body", 400, "message_type" },
        { Batch([Event(1, type: "STATUS")]), "invalid_payload", 400, "payload.passing_number" },
        { Batch([Event(1, type: "GATEWAY")]), "invalid_payload", 400, "payload.kind" },
        { Batch([Event(1, "{}")]), "invalid_payload", 400, "payload.passing_number" },
        { Batch([Event(1, "3")]), "invalid_payload", 400, "payload" },
        { Batch([Event(1, """{"passing_number":-1,"transponder_id":1,"rtc_time_us":1,"flags":0,"decoder_id":1}""")]), "invalid_payload", 400, "payload.passing_number" },
        { Batch([Event(1, """{"passing_number":1,"rtc_time_us":1,"flags":0,"decoder_id":1}""")]), "invalid_payload", 400, "payload.transponder_id" },
        { Batch([Event(1, """{"noise":40}""", "STATUS")]), "invalid_payload", 400, "payload.decoder_id" },
        { Batch([Event(1, """{"decoder_type":"x","decoder_id":1}""", "VERSION")]), "invalid_payload", 400, "payload.decoder_type" },
        { Batch([Event(5, Loss(4), "GATEWAY")]), "invalid_payload", 400, "payload.to_seq" },
        { Batch([Event(1)], track: "track-b"), "forbidden_track", 403, "" },
        { Batch([Event(1, client: "gw-b1")]), "forbidden_client", 403, "" },
        { Batch([Event(1, Control, "RACE_CONTROL")]), "forbidden_message_type", 403, "message_type" },
    };

    private const string Control = """{"intent_id":"0198f2c0-0000-7000-8000-000000000001","intent":"reset","actor":"ana"}""";

    [Theory]
    [MemberData(nameof(Refusals))]
    public void A_batch_that_breaks_the_contract_is_refused_with_its_code(string body, string code, int status, string field)
    {
        var refusal = Read(body).Refusal;

        Assert.NotNull(refusal);
        Assert.Equal(code, refusal.Code);
        Assert.Equal(status, refusal.Status);
        Assert.Equal(field, refusal.Errors?[0].Field ?? "");
    }

    [Fact]
    public void Invalid_utf8_inside_a_string_is_refused()
    {
        var body = Encoding.UTF8.GetBytes(Batch([Event(1, """{"note":"#"}""", "FUTURE")]));
        body[Array.IndexOf(body, (byte)'#')] = 0xFF;

        Assert.Equal("invalid_body", BatchValidator.Read(body, Rights(), Micros.Zero).Refusal?.Code);
    }

    [Fact]
    public void An_unknown_contract_version_is_answered_with_the_known_ones() =>
        Assert.Equal([ContractVersions.TrackIngestV2], Read(Batch([Event(1)], version: "v3")).Refusal!.Supported!);

    [Fact]
    public void Every_faulty_event_is_named_by_its_index()
    {
        var errors = Read(Batch([Event(1), Event(2, "{}"), Event(3), Event(4, track: "x")])).Refusal!.Errors!;

        Assert.Equal([(1, "invalid_payload"), (3, "foreign_track")], errors.Select(static error => (error.Index, error.Code)));
    }

    [Fact]
    public void A_good_batch_keeps_its_order_and_is_stamped()
    {
        var batch = Good(Range(5, 9));

        Assert.Equal([5, 6, 7, 8, 9], batch.Messages.Select(static message => message.EventIdContext.Seq));
        Assert.All(batch.Messages, static message => Assert.Equal(new Micros(42), message.IngestedAtUs));
        Assert.Equal("track-a:gw-a1:boot-1:5", batch.Messages[0].IdempotencyKey);
    }

    [Fact]
    public void Types_nobody_knows_pass_as_they_are() =>
        Assert.Equal("WEATHER", Good(Batch([Event(1, "[1,2]", "WEATHER")])).Messages[0].MessageType);

    [Fact]
    public void After_a_declared_loss_the_numbers_go_on_behind_it() =>
        Assert.Equal(9, Good(Batch([Event(3), Event(4, Loss(8), "GATEWAY"), Event(9)])).Entries[^1].ToSeq);

    [Fact]
    public void Race_control_passes_with_scope_sync() =>
        Assert.NotNull(Read(Batch([Event(1, Control, "RACE_CONTROL")]), Rights("sync")).Batch);

    [Fact]
    public void The_log_keeps_the_bytes_of_the_payload()
    {
        const string payload = """{ "passing_number" : 1, "transponder_code":"\u0041B-1","rtc_time_us":1, "flags":0,"decoder_id":1,"new":1.50 }""";
        var message = Good(Batch([Event(1, payload)])).Messages[0];

        var onLog = Encoding.UTF8.GetString(RawEnvelope.Encode(message));

        Assert.EndsWith("\"payload\":" + payload + "}", onLog, StringComparison.Ordinal);
        Assert.Contains("\"ingested_at_us\":42", onLog, StringComparison.Ordinal);
    }
}
