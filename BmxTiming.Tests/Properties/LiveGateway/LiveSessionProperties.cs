using System.Text;
using BmxTiming.Protocol.Live;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.LiveGateway;
using BmxTiming.Server.LiveGateway.Core;
using BmxTiming.Tests.Support;
using CsCheck;
using Xunit;

namespace BmxTiming.Tests.Properties.LiveGateway;

public sealed class LiveSessionProperties
{
    private const int Capacity = 12;
    private const int MaxBurst = 700;

    /// <summary>One thing that happens; the numbers mean what the kind makes of them.</summary>
    private sealed record Happening(int Kind, int Client, int A);

    private static readonly Gen<Happening[]> s_day =
        Gen.Select(Gen.Int[0, 11], Gen.Int[0, 3], Gen.Int[0, 20]).Select((kind, client, a) => new Happening(kind, client, a)).Array[10, 150];

    [Fact]
    public void Whatever_happens_each_client_sees_a_whole_chain_of_exactly_its_scope() => s_day.Sample(
        day =>
        {
            var world = new World();
            foreach (var happening in day)
            {
                world.Do(happening);
            }

            world.Finish();
        },
        iter: 2_000);

    /// <summary>The rings, lapped by real threads: reading the state and the position behind it is one step.</summary>
    [Fact]
    public async Task Events_that_come_while_a_snapshot_is_read_are_neither_lost_nor_repeated()
    {
        const int events = 20_000;
        var track = new LiveTrack(capacity: events);
        var appending = Task.Run(() => track.AppendNotes(events), TestContext.Current.CancellationToken);
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() => ReadByRejoining(track, events), TestContext.Current.CancellationToken));
        var chains = await Task.WhenAll(readers);
        await appending;
        Assert.All(chains, chain => Assert.Null(chain));
    }

    private static string? ReadByRejoining(LiveTrack track, long last)
    {
        long seen = 0;
        while (seen < last)
        {
            var sink = new FrameList();
            var cursor = new ClientCursor(LiveChannels.Race, track.Ring, track.Everything);
            cursor.WriteSnapshot(sink);
            for (var i = 0; i < 20; i++)
            {
                cursor.WriteNew(sink, int.MaxValue, out _);
            }

            if (FrameChain.Fault(sink.All) is { } fault)
            {
                return fault;
            }

            seen = sink.All[^1].Seq;
        }

        return null;
    }

    private sealed class Client(LiveSession session, LiveScope scope, long? from)
    {
        public LiveSession Session => session;

        public LiveScope Scope => scope;

        public long? From => from;

        public FrameList Sink { get; } = new();

        public LiveClose? Closed { get; set; }

        public int Fallbacks { get; set; }
    }

    private sealed class World
    {
        private readonly LiveTrack _track = new(Capacity);
        private readonly LiveGatewayOptions _options = new() { MaxBurstBytes = MaxBurst };
        private readonly List<Client> _all = [];
        private readonly Client[] _open = new Client[4];
        private LiveInstant _now = new(Micros.FromSeconds(1_000), Micros.FromSeconds(1));

        public World()
        {
            for (var i = 0; i < _open.Length; i++)
            {
                Connect(i, i, resume: false);
            }
        }

        public void Do(Happening happening)
        {
            var client = _open[happening.Client];
            var meeting = happening.A % 2 == 0 ? "open-day" : "club";
            switch (happening.Kind)
            {
                case 0:
                    _track.Append(_track.Events.Staged(meeting, meeting == "open-day", happening.A));
                    break;
                case 1:
                    _track.Append(_track.Events.Reset(meeting, happening.A));
                    break;
                case 2 or 3 or 4:
                    _track.Append(_track.Events.Note(happening.A % 3 == 0 ? null : meeting), _now.MonotonicUs);
                    break;
                case 5:
                    _track.AppendNotes(happening.A, meeting);
                    break;
                case 6 or 7 or 8:
                    Collect(client);
                    break;
                case 9:
                    client.Session.Receive(Encoding.UTF8.GetBytes(happening.A % 2 == 0 ? """{"kind":"resync"}""" : """{"kind":"ping","t0_ms":5}"""), _now);
                    break;
                case 10:
                    var time = Micros.FromMilliseconds(happening.A * 1_500);
                    _now = new LiveInstant(_now.WallUs + time, _now.MonotonicUs + time);
                    break;
                case 11:
                    Connect(happening.Client, happening.A, resume: happening.A > 10);
                    break;
            }
        }

        public void Finish()
        {
            foreach (var client in _open)
            {
                while (Collect(client))
                {
                }
            }

            foreach (var client in _all)
            {
                Check(client);
            }

            foreach (var client in _open.Where(client => client.Closed is null))
            {
                var last = VisibleTo(client.Scope).LastOrDefault();
                Assert.True(client.Sink.All.Count == 0 || client.Sink.All[^1].Seq >= last, "an open client misses the end of the log");
            }
        }

        private void Connect(int index, int kind, bool resume)
        {
            LiveScope scope = (kind % 4) switch
            {
                0 => _track.Everything,
                1 => _track.Public,
                2 => _track.Of("club"),
                _ => _track.Of("open-day") with { PublicOnly = true },
            };
            long? from = resume ? Math.Max(0, _track.Events.LastSeq - kind + 8) : null;
            var session = new LiveSession(scope, [(LiveChannels.Race, _track.Ring)], _options, from, _now);
            _open[index] = new Client(session, scope, from);
            _all.Add(_open[index]);
        }

        /// <summary><c>true</c> while there is more to be had.</summary>
        private bool Collect(Client client)
        {
            if (client.Closed is not null)
            {
                return false;
            }

            var step = client.Session.Collect(client.Sink, _now);
            client.Closed = step.Close;
            client.Fallbacks += step.Fallbacks;

            // A burst holds at most its bound, one frame above it, a snapshot and as many heartbeats as pings are allowed.
            Assert.InRange(client.Sink.Length, 0, MaxBurst + (8 * Math.Max(client.Sink.LargestFrame, 1)));
            client.Sink.Take();
            return step.More;
        }

        private void Check(Client client)
        {
            var frames = client.Sink.All;
            Assert.Null(FrameChain.Fault(frames, from: frames is [{ Kind: LiveKinds.Snapshot }, ..] ? null : client.From));
            Assert.Equal(FrameChain.EventSeqs(frames).Distinct().Count(), FrameChain.EventSeqs(frames).Count());

            var visible = VisibleTo(client.Scope).ToArray();
            foreach (var frame in frames.Where(frame => frame.Kind == LiveKinds.Event))
            {
                Assert.Contains(frame.Seq, visible);
                Assert.DoesNotContain(visible, seq => seq > frame.PrevSeq && seq < frame.Seq);
            }

            Assert.True(client.Closed is null or { Code: LiveErrorCodes.RateLimited } || client.Fallbacks > 0, "closed as slow at the first time");
        }

        private IEnumerable<long> VisibleTo(LiveScope scope) => _track.Log
            .Where(entry => scope.Sees(entry.Event.MeetingId, entry.Message.IsPublic))
            .Select(entry => entry.Event.RaceSeq);
    }
}
