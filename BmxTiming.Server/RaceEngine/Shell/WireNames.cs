using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Live;
using BmxTiming.Protocol.Race;
using BmxTiming.Server.RaceEngine.Domain;

namespace BmxTiming.Server.RaceEngine.Shell;

/// <summary>The fold's words as they are written.</summary>
internal static class WireNames
{
    public static string Of(PointRole role) => role switch
    {
        PointRole.Hill => TimingPointRoles.Hill,
        PointRole.Split => TimingPointRoles.Split,
        _ => TimingPointRoles.Finish,
    };

    public static string Of(RiderStatus status) => status switch
    {
        RiderStatus.AtGate => RiderStatuses.AtGate,
        RiderStatus.OnTrack => RiderStatuses.OnTrack,
        RiderStatus.Finished => RiderStatuses.Finished,
        RiderStatus.Dnf => RiderStatuses.Dnf,
        RiderStatus.Dsq => RiderStatuses.Dsq,
        RiderStatus.Rel => RiderStatuses.Rel,
        RiderStatus.Np => RiderStatuses.Np,
        _ => RiderStatuses.Dns,
    };

    /// <summary>What officials may decide of a rider; <c>null</c> for another word.</summary>
    public static RiderStatus? CodeOf(string code) => code switch
    {
        RiderStatuses.Dnf => RiderStatus.Dnf,
        RiderStatuses.Dns => RiderStatus.Dns,
        RiderStatuses.Dsq => RiderStatus.Dsq,
        RiderStatuses.Rel => RiderStatus.Rel,
        RiderStatuses.Np => RiderStatus.Np,
        _ => null,
    };

    public static string Of(ClockSource source) => source switch
    {
        ClockSource.FirstLoop => ClockSources.FirstLoop,
        ClockSource.Manual => ClockSources.Manual,
        _ => ClockSources.Gate,
    };

    public static string Of(FlagCode code) => code switch
    {
        FlagCode.TimesUnsafe => RunFlags.TimesUnsafe,
        FlagCode.ClockUnset => RunFlags.ClockUnset,
        _ => RunFlags.LoopSilent,
    };

    public static string Of(RunPhase phase) => phase switch
    {
        RunPhase.Staged => RacePhases.Staged,
        RunPhase.Racing => RacePhases.Racing,
        RunPhase.Finished => RacePhases.Finished,
        _ => RacePhases.Abandoned,
    };
}
