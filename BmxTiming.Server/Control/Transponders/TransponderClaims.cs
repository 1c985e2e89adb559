using BmxTiming.Server.Control.Riders;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Storage;

namespace BmxTiming.Server.Control.Transponders;

/// <summary>Keeps the rule that a transponder belongs to one rider or to the pool. Two claims at the same moment: saving finds the conflict.</summary>
internal sealed class TransponderClaims(DocumentSession session)
{
    /// <summary>Makes these numbers the rider's own and frees the others.</summary>
    /// <returns>Why a number cannot be the rider's; <c>null</c> when all can.</returns>
    public async Task<Error?> SetAsync(
        string riderId, IEnumerable<uint> before, IReadOnlyCollection<uint> after, CancellationToken cancellationToken)
    {
        var freed = before.Except(after).ToArray();
        var known = await FindAsync([.. after, .. freed], cancellationToken);
        foreach (var number in after)
        {
            if (!known.TryGetValue(number, out var transponder))
            {
                session.Insert(new Transponder { Id = Transponder.IdOf(number), Number = number, RiderId = riderId });
            }
            else if (Refusal(transponder, riderId) is { } refusal)
            {
                return refusal;
            }
        }

        foreach (var number in freed)
        {
            if (known.TryGetValue(number, out var transponder) && transponder.RiderId == riderId)
            {
                session.Delete(transponder);
            }
        }

        return null;
    }

    /// <summary>Why the number cannot be made the rider's own; <c>null</c> when it can, or is.</summary>
    public static Error? Refusal(Transponder transponder, string riderId) => transponder switch
    {
        { Hire: true } => RiderRefusals.TransponderOfPool(transponder.Number),
        { RiderId: { } owner } when owner != riderId => RiderRefusals.TransponderTaken(transponder.Number, owner),
        _ => null,
    };

    /// <summary>Own and hired ones of one rider become another's.</summary>
    public async Task MoveAsync(IReadOnlyCollection<uint> numbers, string from, string to, CancellationToken cancellationToken)
    {
        foreach (var transponder in (await FindAsync(numbers, cancellationToken)).Values)
        {
            if (transponder.RiderId == from)
            {
                session.Store(transponder with { RiderId = to });
            }
            else if (transponder.Loan is { } loan && loan.RiderId == from)
            {
                session.Store(transponder with { Loan = loan with { RiderId = to } });
            }
        }
    }

    public async Task<IReadOnlyDictionary<uint, Transponder>> FindAsync(IReadOnlyCollection<uint> numbers, CancellationToken cancellationToken) =>
        (await session.FindManyAsync<Transponder>([.. numbers.Select(Transponder.IdOf)], cancellationToken))
        .ToDictionary(transponder => transponder.Number);
}
