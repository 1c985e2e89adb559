using BmxTiming.Protocol.Ids;

namespace BmxTiming.Server.RaceEngine.Shell.Ownership;

/// <summary>What a worker is to do about a lease. Its result must be told to the book.</summary>
internal abstract record LeaseAction(TrackId Track)
{
    /// <summary>Take or renew; told by <see cref="LeaseBook.Claimed"/>, <see cref="LeaseBook.Refused"/>, <see cref="LeaseBook.Failed"/> or <see cref="LeaseBook.NeedsFold"/>.</summary>
    /// <param name="Revision">The lease to replace; 0 = none was ever seen.</param>
    /// <param name="How">What it would be if it succeeds.</param>
    /// <param name="FoldKnown">A lease has told which fold the track is run with, and this worker has it; else the log must be asked.</param>
    internal sealed record Claim(TrackId Track, ulong Revision, TakeOver How, bool FoldKnown) : LeaseAction(Track);

    /// <summary>Finish what is begun, then remove the lease; told by <see cref="LeaseBook.Released"/>.</summary>
    internal sealed record Release(TrackId Track, ulong Revision) : LeaseAction(Track);
}

/// <summary>How a worker came to a track.</summary>
internal enum TakeOver
{
    /// <summary>Its own lease was renewed.</summary>
    None,

    /// <summary>Nobody was known to have had it.</summary>
    New,

    /// <summary>Its owner had handed it on.</summary>
    HandedOver,

    /// <summary>Its owner was not heard of for the length of a lease.</summary>
    Expired,
}
