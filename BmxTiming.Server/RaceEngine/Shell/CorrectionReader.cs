using BmxTiming.Protocol.Ingest;
using BmxTiming.Server.RaceEngine.Domain;

namespace BmxTiming.Server.RaceEngine.Shell;

/// <summary>Details of a correcting intent → what it changes.</summary>
internal static class CorrectionReader
{
    /// <summary><c>null</c> when a member that the intent needs is missing, or is none it may have.</summary>
    public static Correction? Read(string intent, CorrectionDetails details) => (intent, details) switch
    {
        (Intents.InsertPassing, { DecoderId: not null, PassingNumber: not null }) => new VoidRead(NameOf(details), Void: false),
        (Intents.InsertPassing, { Lane: { } lane, TimingPoint: { } point, ElapsedUs: { } elapsedUs }) => new InsertRead(lane, point, elapsedUs),
        (Intents.VoidPassing, { DecoderId: not null, PassingNumber: not null } or { Lane: not null, TimingPoint: not null }) =>
            new VoidRead(NameOf(details), Void: true),
        (Intents.AssignPassing, { DecoderId: { } decoder, PassingNumber: { } number }) => new AssignPassing(decoder, number, details.Lane),
        (Intents.SetOrder, { Lanes: var lanes }) => new SetOrder([.. lanes ?? []]),
        (Intents.SetResult, { Lane: { } lane, Code: null }) => new SetResult(lane, null),
        (Intents.SetResult, { Lane: { } lane, Code: { } code }) when WireNames.CodeOf(code) is { } status => new SetResult(lane, status),
        (Intents.Scratch, { Lane: { } lane }) => new Scratch(lane, details.Undo),
        (Intents.SetLane, { Lane: { } lane, ToLane: { } toLane }) => new SetLane(lane, toLane),
        _ => null,
    };

    private static ReadName NameOf(CorrectionDetails details) =>
        new(details.Lane, details.TimingPoint, details.DecoderId, details.PassingNumber);
}
