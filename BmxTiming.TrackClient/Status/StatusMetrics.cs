using System.Diagnostics.Metrics;
using BmxTiming.Protocol.Time;

namespace BmxTiming.TrackClient.Status;

/// <summary>The gateway's instruments. All of them read the same status that the page shows, so the two never disagree.</summary>
internal sealed class StatusMetrics(StatusSource source, IMeterFactory meters)
{
    public const string MeterName = "BmxTiming.TrackClient";

    private const string Track = "bmxtiming.track.id";
    private const string Loop = "bmxtiming.loop";

    /// <summary>Begins to answer; from here on the parts behind <see cref="StatusSource"/> must be open.</summary>
    public void Start()
    {
        var meter = meters.Create(MeterName);
        Gauge(meter, "bmxtiming.spool.used", "By", "Bytes of the spool on disk", static status => status.Spool.UsedBytes);
        Gauge(meter, "bmxtiming.spool.capacity", "By", "Most bytes the spool may use", static status => status.Spool.CapBytes);
        Gauge(meter, "bmxtiming.spool.unsent", "{record}", "Records the server has not confirmed", static status => status.Spool.UnsentRecords);
        Gauge(meter, "bmxtiming.spool.oldest.age", "s", "Age of the oldest unconfirmed record", static status => (status.Spool.OldestUnsentAgeMs ?? 0) / 1000.0);
        Gauge(meter, "bmxtiming.spool.quarantined", "1", "Places on the disk where a record could not be read", static status => status.Spool.DamagedPlaces);
        Gauge(meter, "bmxtiming.link.rtt", "s", "Round trip to the server, its own time not counted", static status => Seconds(status.Uplink.RoundTripUs));
        Gauge(meter, "bmxtiming.link.up", "1", "1 while the server confirms", static status => status.Uplink.State == "ok" ? 1 : 0);
        Gauge(meter, "bmxtiming.track.clock.offset", "s", "Server clock minus this clock", static status => Seconds(status.Uplink.ClockOffsetUs));
        Gauge(meter, "bmxtiming.track.clock.uncertainty", "s", "How well the offset is known", static status => Seconds(status.Uplink.ClockUncertaintyUs));
        Gauge(meter, "bmxtiming.track.ok", "1", "1 while nothing needs an operator", static status => status.State == "ok" ? 1 : 0);
        Count(meter, "bmxtiming.uplink.batches", "{batch}", "Requests to the server that ended", static status => status.Uplink.Batches);
        Count(meter, "bmxtiming.uplink.records", "{record}", "Records the server appended", static status => status.Uplink.Records);
        Count(meter, "bmxtiming.uplink.duplicates", "{record}", "Records the server had already", static status => status.Uplink.Duplicates);
        Count(meter, "bmxtiming.uplink.failures", "{batch}", "Requests that failed and are tried again", static status => status.Uplink.Failures);
        Count(meter, "bmxtiming.uplink.gaps", "{batch}", "Requests answered with a gap", static status => status.Uplink.Gaps);
        Count(meter, "bmxtiming.uplink.conflicts", "{batch}", "Requests answered with a conflict", static status => status.Uplink.Conflicts);
        Count(meter, "bmxtiming.uplink.regressions", "1", "Times the server had lost its stream or the end of it", static status => status.Uplink.Regressions);
        Count(meter, "bmxtiming.uplink.lost", "{record}", "Records declared lost", static status => status.Uplink.DeclaredLost);
        DecoderGauge(meter, "bmxtiming.decoder.connected", "1", "1 while the decoder is heard", static decoder => decoder.State == "connected" ? 1 : 0);
        DecoderGauge(meter, "bmxtiming.decoder.noise", "1", "Noise the decoder reports", static decoder => decoder.Noise);
        DecoderGauge(meter, "bmxtiming.decoder.temperature", "Cel", "Temperature the decoder reports", static decoder => decoder.TemperatureC);
        DecoderGauge(meter, "bmxtiming.decoder.voltage", "V", "Input voltage the decoder reports", static decoder => decoder.InputVoltageDv / 10.0);
        DecoderCount(meter, "bmxtiming.decoder.frames", "{frame}", "Frames read on the present connection", static decoder => decoder.Frames);
        DecoderCount(meter, "bmxtiming.decoder.crc_errors", "{frame}", "Frames with a wrong check sum", static decoder => decoder.CrcFailures);
        DecoderCount(meter, "bmxtiming.decoder.resend_requests", "{request}", "Ranges of passings asked for again", static decoder => decoder.ResendRequests);
        DecoderCount(meter, "bmxtiming.decoder.resent", "{passing}", "Passings that came by asking again", static decoder => decoder.ResentPassings);
        DecoderCount(meter, "bmxtiming.decoder.lost", "{passing}", "Passings the decoder could not send again", static decoder => decoder.LostPassings);
        DecoderCount(meter, "bmxtiming.decoder.connections", "{connection}", "Connections made", static decoder => decoder.Connections);
    }

    private void Gauge(Meter meter, string name, string unit, string description, Func<TrackStatus, double?> value) =>
        meter.CreateObservableGauge(name, () => Of(value), unit, description);

    private void Count(Meter meter, string name, string unit, string description, Func<TrackStatus, long> value) =>
        meter.CreateObservableCounter(name, () => Of(status => value(status)), unit, description);

    private void DecoderGauge(Meter meter, string name, string unit, string description, Func<DecoderPart, double?> value) =>
        meter.CreateObservableGauge(name, () => OfDecoders(value), unit, description);

    private void DecoderCount(Meter meter, string name, string unit, string description, Func<DecoderPart, long> value) =>
        meter.CreateObservableCounter(name, () => OfDecoders(decoder => value(decoder)), unit, description);

    // What is not known yet is absent, not zero.
    private List<Measurement<double>> Of(Func<TrackStatus, double?> value)
    {
        var status = source.Read();
        return value(status) is { } known ? [new Measurement<double>(known, new KeyValuePair<string, object?>(Track, status.TrackId))] : [];
    }

    private List<Measurement<double>> OfDecoders(Func<DecoderPart, double?> value)
    {
        var status = source.Read();
        var found = new List<Measurement<double>>();
        for (var i = 0; i < status.Decoders.Count; i++)
        {
            if (value(status.Decoders[i]) is { } known)
            {
                var loop = status.Decoders[i].TimingPoint ?? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"decoder-{i + 1}");
                found.Add(new Measurement<double>(known, new(Track, status.TrackId), new(Loop, loop)));
            }
        }

        return found;
    }

    private static double? Seconds(long? us) => us / (double)Micros.PerSecond;
}
