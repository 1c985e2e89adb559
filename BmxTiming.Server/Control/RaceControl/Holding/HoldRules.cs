using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Platform;

namespace BmxTiming.Server.Control.RaceControl.Holding;

/// <summary>How a track goes from one operator to the next. Pure.</summary>
internal static class HoldRules
{
    /// <summary>Who holds it at a moment; <c>null</c> = nobody.</summary>
    public static string? HolderAt(TrackHold? hold, Micros now) => hold?.Holder is { } holder && now < hold.ExpiresAtUs ? holder : null;

    /// <summary>
    /// An operator acts on the track: the first to act gets it, whoever has it keeps it. Returns <paramref name="hold"/> itself when
    /// nothing is to be stored.
    /// </summary>
    public static Result<TrackHold> Use(TrackHold? hold, TrackId track, string who, Micros now, Micros holdFor)
    {
        var holder = HolderAt(hold, now);
        if (holder is not null && holder != who)
        {
            return Result.Fail<TrackHold>(
                ControlCodes.TrackHeld,
                $"{holder} holds track {track}. Ask for it with POST /api/tracks/{track}/holder/request, or take it with a reason.");
        }

        return holder is null ? Result.Ok(Given(hold, track, who, now, holdFor))
            : hold!.ExpiresAtUs - now > Half(holdFor) ? Result.Ok(hold)
            : Result.Ok(Kept(hold, now, holdFor));
    }

    public static Result<TrackHold> Claim(TrackHold? hold, TrackId track, string who, Micros now, Micros holdFor)
    {
        var used = Use(hold, track, who, now, holdFor);
        return used.IsOk && ReferenceEquals(used.Value, hold) ? Result.Ok(Kept(used.Value, now, holdFor)) : used;
    }

    public static Result<TrackHold> Release(TrackHold? hold, TrackId track, string who, Micros now) => HolderAt(hold, now) == who
        ? Result.Ok(hold! with { Holder = null, Version = hold.Version + 1 })
        : new Result<TrackHold> { Error = NotHolder(hold, track, now) };

    /// <summary>Asking for a track that nobody holds is getting it.</summary>
    public static Result<TrackHold> Request(TrackHold? hold, TrackId track, string who, string? reason, Micros now, Micros holdFor)
    {
        var holder = HolderAt(hold, now);
        return holder is null || holder == who
            ? Claim(hold, track, who, now, holdFor)
            : Result.Ok(hold! with { Request = new HandOverRequest(who, now, reason), Version = hold.Version + 1 });
    }

    /// <param name="to">Absent = who has asked for it.</param>
    public static Result<TrackHold> Give(TrackHold? hold, TrackId track, string who, string? to, Micros now, Micros holdFor)
    {
        if (HolderAt(hold, now) != who)
        {
            return new Result<TrackHold> { Error = NotHolder(hold, track, now) };
        }

        return (to ?? hold!.Request?.Operator) is { } next
            ? Result.Ok(Given(hold, track, next, now, holdFor))
            : Result.Fail<TrackHold>(
                ControlCodes.NobodyAsked, $"Nobody has asked for track {track}. Name the operator with to, or send release.");
    }

    public static Result<TrackHold> Take(TrackHold? hold, TrackId track, string who, Micros now, Micros holdFor) =>
        Result.Ok(Given(hold, track, who, now, holdFor));

    public static Error NotHolder(TrackHold? hold, TrackId track, Micros now) => new(
        ControlCodes.NotHolder,
        HolderAt(hold, now) is { } holder
            ? $"{holder} holds track {track}, not you: only the holder can give it away."
            : $"Nobody holds track {track}: the next intent claims it.");

    private static TrackHold Given(TrackHold? hold, TrackId track, string who, Micros now, Micros holdFor) => new()
    {
        Id = track.Value,
        Holder = who,
        SinceUs = now,
        ExpiresAtUs = now + holdFor,
        Version = (hold?.Version ?? 0) + 1,
    };

    private static TrackHold Kept(TrackHold hold, Micros now, Micros holdFor) =>
        hold with { ExpiresAtUs = now + holdFor, Version = hold.Version + 1 };

    private static Micros Half(Micros span) => new(span.Value / 2);
}
