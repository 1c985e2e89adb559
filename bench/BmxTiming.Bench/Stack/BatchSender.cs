using System.Net.Http.Headers;
using System.Text.Json;
using BmxTiming.Bench.Harness;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Time;
using BmxTiming.TrackClient.Uplink;

namespace BmxTiming.Bench.Stack;

/// <summary>Sends batches that were made before, as the track client would: the same bodies, compressed alike, over one connection.</summary>
internal sealed class BatchSender : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = 1 });
    private readonly SampleEnvelopes _envelopes;
    private readonly TrackId _track;
    private readonly BootId _boot = BootId.Parse("boot-1");
    private readonly Uri _address;
    private long _seq;

    public BatchSender(IngestServer server, SampleEnvelopes envelopes, TrackId track, string tokenFile)
    {
        (_envelopes, _track, _address) = (envelopes, track, new Uri(server.Address, IngestClient.BatchPath));
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", File.ReadAllText(tokenFile));
    }

    public IReadOnlyList<Body> Prepare(int batches, int records) => [.. Enumerable.Range(0, batches).Select(_ => Prepare(records))];

    /// <summary>One after the other; every one must be confirmed as durable, none of it known before.</summary>
    public async Task SendAsync(IReadOnlyList<Body> bodies, CancellationToken cancellationToken)
    {
        foreach (var body in bodies)
        {
            using var content = new ByteArrayContent(body.Bytes);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            if (body.Brotli)
            {
                content.Headers.ContentEncoding.Add("br");
            }

            using var answer = await _http.PostAsync(_address, content, cancellationToken);
            var bytes = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
            var accepted = answer.IsSuccessStatusCode ? JsonSerializer.Deserialize(bytes, WireJson.Default.IngestAccepted) : null;
            if (accepted?.Accepted != body.Records || accepted.DurableSeq != body.LastSeq)
            {
                throw new MeasurementException($"a batch was answered {(int)answer.StatusCode}: {System.Text.Encoding.UTF8.GetString(bytes)}");
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private Body Prepare(int records)
    {
        var from = _seq + 1;
        var envelopes = new ReadOnlyMemory<byte>[records];
        for (var i = 0; i < records; i++)
        {
            envelopes[i] = _envelopes.Passing(_boot, ++_seq);
        }

        var batch = new UplinkBatch(_boot, from, _seq, envelopes, IsLoss: false, Micros.Now(TimeProvider.System));
        var (bytes, brotli) = BatchBody.Write(_track, batch, clock: null);
        return new Body(bytes, brotli, records, _seq);
    }

    internal sealed record Body(byte[] Bytes, bool Brotli, int Records, long LastSeq);
}
