using System.Globalization;
using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Control;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.Platform.Storage;
using BmxTiming.Server.Projections;

namespace BmxTiming.Server.Hosting;

/// <summary><c>rebuild [--projection P] [--track T]</c>: builds read models anew from the logs while everything runs on.</summary>
internal static class RebuildVerb
{
    private const int MaxTries = 5;

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(2);

    private static readonly string s_usage =
        $"rebuild [--projection P] [--track T] [--json]; projections: {string.Join(", ", ProjectionNames.All)}";

    public static async Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken cancellationToken)
    {
        var parsed = VerbArguments.Parse(args, ["--projection", "--track"], ["--json"]);
        if (!parsed.IsOk || parsed.Value.Words.Count > 0)
        {
            return await VerbOutput.UsageAsync(s_usage, parsed.Error);
        }

        var (projection, trackText) = (parsed.Value["--projection"], parsed.Value["--track"]);
        if ((projection is not null && !ProjectionNames.All.Contains(projection)) || (trackText is not null && !TrackId.TryParse(trackText, out _)))
        {
            return await VerbOutput.UsageAsync(s_usage);
        }

        var built = await VerbHost.BuildAsync(
            parsed.Value.Configuration, ModuleNeeds.Messaging | ModuleNeeds.Storage, builder => builder.Services.AddSingleton<Rebuild>());
        if (!built.IsOk)
        {
            return await VerbOutput.FailAsync(built.Error, ServerVerbs.Usage);
        }

        using var host = built.Value;
        var rebuild = host.Services.GetRequiredService<Rebuild>();
        var projections = projection is null ? ProjectionNames.All : new HashSet<string>([projection], StringComparer.Ordinal);
        try
        {
            var known = await PatientlyAsync(() => rebuild.TracksAsync(cancellationToken), cancellationToken);
            var tracks = trackText is null ? known : [.. known.Where(track => track.Value == trackText)];
            if (tracks.Count == 0 && trackText is not null)
            {
                return await VerbOutput.FailAsync(Refusals.NoTrack(TrackId.Parse(trackText)), ServerVerbs.Usage);
            }

            foreach (var track in tracks)
            {
                foreach (var outcome in await PatientlyAsync(() => rebuild.RunAsync(track, projections, cancellationToken), cancellationToken))
                {
                    Console.WriteLine(parsed.Value.Has("--json") ? VerbOutput.Json(outcome) : Text(outcome));
                }
            }

            return ServerVerbs.Good;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && IsTransient(e))
        {
            var code = StorageFailures.IsTransient(e) ? ControlCodes.StorageUnavailable : ControlCodes.BrokerUnavailable;
            return await VerbOutput.FailAsync(new Error(code, e.Message), ServerVerbs.Usage);
        }
    }

    /// <summary>A rebuild takes all or nothing of a track, so it can begin again while a store that is busy or restarts comes back.</summary>
    private static async Task<T> PatientlyAsync<T>(Func<Task<T>> run, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await run();
            }
            catch (Exception e) when (tries < MaxTries && !cancellationToken.IsCancellationRequested && IsTransient(e))
            {
                await Console.Error.WriteLineAsync($"rebuild: {e.Message} Trying again.");
            }

            await Task.Delay(s_pause, cancellationToken);
        }
    }

    private static bool IsTransient(Exception e) => StorageFailures.IsTransient(e) || BrokerFailures.IsTransient(e);

    private static string Text(RebuildOutcome outcome) => string.Create(
        CultureInfo.InvariantCulture,
        $"rebuild: {outcome.TrackId} {outcome.Feed}: {outcome.Messages} messages up to {outcome.Seq}; {outcome.Documents.Stored} documents stored, "
        + $"{outcome.Documents.Deleted} deleted, {outcome.Documents.Kept} kept")
        + (outcome.Unreadable > 0 ? string.Create(CultureInfo.InvariantCulture, $", {outcome.Unreadable} messages passed over") : "");
}
