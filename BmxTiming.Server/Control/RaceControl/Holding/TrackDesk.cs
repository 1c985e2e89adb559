using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Storage;
using Microsoft.Extensions.Options;

namespace BmxTiming.Server.Control.RaceControl.Holding;

/// <summary>Settings of race control.</summary>
internal sealed record RaceControlOptions
{
    public const string Section = "RaceControl";

    /// <summary>How long a holder who does nothing keeps a track.</summary>
    public TimeSpan HoldFor { get; init; } = TimeSpan.FromMinutes(3);
}

/// <summary>The hold of a track within a unit of work.</summary>
internal sealed class TrackDesk(DocumentSession session, IOptions<RaceControlOptions> options, TimeProvider time)
{
    public Micros HoldFor => Micros.From(options.Value.HoldFor);

    public Micros Now => Micros.Now(time);

    public Task<TrackHold?> FindAsync(TrackId track, CancellationToken cancellationToken) =>
        session.FindAsync<TrackHold>(track.Value, cancellationToken);

    /// <summary>Claims the track for who acts on it first, or refuses who does not hold it; stored with the unit.</summary>
    public async Task<Result<TrackHold>> UseAsync(TrackId track, string who, CancellationToken cancellationToken)
    {
        var hold = await FindAsync(track, cancellationToken);
        var used = HoldRules.Use(hold, track, who, Now, HoldFor);
        if (used.IsOk && !ReferenceEquals(used.Value, hold))
        {
            Store(used.Value);
        }

        return used;
    }

    public void Store(TrackHold hold) => session.StoreAtRevision(hold, hold.Version);
}
