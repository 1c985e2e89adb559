using System.Globalization;
using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.RaceEngine.Domain;
using BmxTiming.Server.RaceEngine.Replay;
using BmxTiming.Server.RaceEngine.Shell;

namespace BmxTiming.Server.Hosting;

/// <summary>
/// <c>replay --track T</c> and <c>replay FILE</c>: folds a track's raw log again, prints the results, compares every event
/// with the stored one (<c>--verify</c>), or writes both into one file (<c>--record</c>).
/// </summary>
internal static class ReplayVerb
{
    private const string Usage =
        "replay --track T [--from start|checkpoint|SEQ] [--to SEQ] [--verify | --record FILE] [--differences N] [--json], "
        + "replay FILE [--verify] [--differences N] [--json], "
        + "or replay --what-if RULEBOOK (FILE | --track T --meeting ID)";

    private const int DefaultDifferences = 20;

    private static readonly string[] s_options = ["--track", "--from", "--to", "--record", "--differences", "--what-if", "--meeting"];
    private static readonly string[] s_flags = ["--verify", "--json"];

    public static async Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken cancellationToken)
    {
        var parsed = VerbArguments.Parse(args, s_options, s_flags);
        if (parsed is { IsOk: true, Value: { } arguments } && arguments["--what-if"] is { } rulebook)
        {
            return WhatIfRequest.Of(arguments, rulebook) is { } whatIf
                ? await WhatIfReplay.RunAsync(whatIf, arguments.Configuration, cancellationToken)
                : await VerbOutput.UsageAsync(Usage);
        }

        if (!parsed.IsOk || ReplayRequest.Of(parsed.Value) is not { } request)
        {
            return await VerbOutput.UsageAsync(Usage, parsed.Error);
        }

        return request.File is { } file
            ? await FromFileAsync(file, request, cancellationToken)
            : await FromBrokerAsync(request, parsed.Value.Configuration, cancellationToken);
    }

    private static async Task<int> FromFileAsync(string file, ReplayRequest request, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            return await VerbOutput.FailAsync(new Error("file_not_found", $"{file} does not exist."), ServerVerbs.Usage);
        }

        try
        {
            await using var reader = new RecordReader(File.OpenRead(file));
            var header = await reader.ReadHeaderAsync(cancellationToken);
            if (header.IsPartial)
            {
                throw RecordFileException.OfPart();
            }

            var comparison = request.Verify ? new EventComparison(request.Differences) : null;
            var run = new ReplayRun(new TrackRefold(header.TrackId, checkpoint: null), fromRawSeq: 1, comparison);
            return await ReplayAsync(header.TrackId, run, comparison, reader.ReadAsync(cancellationToken), request, cancellationToken);
        }
        catch (RecordFileException e)
        {
            return await VerbOutput.FailAsync(new Error(e.Code, $"{file}: {e.Message}"), ServerVerbs.Refused);
        }
    }

    private static async Task<int> FromBrokerAsync(ReplayRequest request, string[] configuration, CancellationToken cancellationToken)
    {
        var track = request.Track!.Value;
        if (request.Record is { } existing && File.Exists(existing))
        {
            return await VerbOutput.FailAsync(new Error("file_exists", $"{existing} exists and is not overwritten."), ServerVerbs.Refused);
        }

        var host = await VerbHost.BuildAsync(configuration, ModuleNeeds.Messaging);
        if (!host.IsOk)
        {
            return await VerbOutput.FailAsync(host.Error, ServerVerbs.Usage);
        }

        using var stores = host.Value;
        var history = new TrackHistory(
            track, stores.Services.GetRequiredService<Broker>(), stores.Services.GetRequiredService<SubjectReader>(), TimeProvider.System);
        try
        {
            var opened = await history.OpenAsync(request.Range, cancellationToken);
            if (!opened.IsOk)
            {
                var missing = opened.Error.Code is TrackHistory.TrackNotFound or TrackHistory.EmptyRange or TrackHistory.NoCheckpoint;
                return await VerbOutput.FailAsync(opened.Error, missing ? ServerVerbs.Usage : ServerVerbs.Refused);
            }

            var range = opened.Value;
            var comparison = request.Verify || request.Record is not null ? new EventComparison(request.Differences, range.EventsFrom) : null;
            var run = new ReplayRun(new TrackRefold(track, range.Checkpoint), range.From, comparison);
            var messages = history.ReadAsync(range, () => run.AwaitsEvents, cancellationToken);
            return request.Record is { } file
                ? await RecordAsync(track, range, run, comparison!, messages, file, request, cancellationToken)
                : await ReplayAsync(track, run, comparison, messages, request, cancellationToken);
        }
        catch (Exception e) when (BrokerFailures.IsTransient(e) && !cancellationToken.IsCancellationRequested)
        {
            return await VerbOutput.FailAsync(new Error(VerbHost.BrokerUnreachable, e.Message), ServerVerbs.Usage);
        }
    }

    private static async Task<int> ReplayAsync(
        TrackId track, ReplayRun run, EventComparison? comparison, IAsyncEnumerable<RecordedMessage> messages, ReplayRequest request,
        CancellationToken cancellationToken)
    {
        var results = new ReplayedResults();
        await using (new ReplayProgress(run))
        {
            await run.RunAsync(messages, comparison is null ? results.Take : null, cancellationToken);
        }

        foreach (var result in results.All)
        {
            Console.WriteLine(VerbOutput.Json(result));
        }

        return Report(track, run, comparison, request.Json);
    }

    private static async Task<int> RecordAsync(
        TrackId track, OpenedRange range, ReplayRun run, EventComparison comparison, IAsyncEnumerable<RecordedMessage> messages, string file,
        ReplayRequest request, CancellationToken cancellationToken)
    {
        if (range.Checkpoint is not null)
        {
            return await VerbOutput.UsageAsync(Usage, new Error("usage", "A recorded file holds the whole log: --record goes with --from start."));
        }

        var partial = file + ".partial";
        await using (var output = new FileStream(partial, FileMode.Create, FileAccess.Write))
        await using (new ReplayProgress(run))
        {
            var header = new RecordHeader(RecordFormat.Version, track, RaceFold.FoldVersion, range.To);
            await RecordWriter.WriteAsync(output, header, run.ThroughAsync(messages, tell: null, cancellationToken), cancellationToken);
            output.Flush(flushToDisk: true);
        }

        DurableFile.Publish(partial, file);
        return Report(track, run, comparison, request.Json);
    }

    private static int Report(TrackId track, ReplayRun run, EventComparison? comparison, bool json)
    {
        var summary = new ReplaySummary(
            track.Value, run.RawMessages, run.LastRawSeq, run.Events, comparison is not null, comparison?.Equal, comparison?.Differences,
            comparison?.Expired is > 0 and var expired ? expired : null, RaceFold.FoldVersion, [.. run.RecordedFolds.Keys]);
        foreach (var difference in comparison?.Kept ?? [])
        {
            Console.WriteLine(json ? VerbOutput.Json(difference) : ReplaySummary.Text(difference));
        }

        if (comparison is not null)
        {
            Console.WriteLine(json ? VerbOutput.Json(summary) : summary.ToString());
        }
        else
        {
            Console.Error.WriteLine(summary);
        }

        return comparison?.Differences > 0 ? ServerVerbs.Finding : ServerVerbs.Good;
    }

    /// <summary>A command line that makes sense.</summary>
    private sealed record ReplayRequest(string? File, TrackId? Track, ReplayRange Range, bool Verify, string? Record, int Differences, bool Json)
    {
        public static ReplayRequest? Of(VerbArguments arguments)
        {
            var file = arguments.Words.Count == 1 ? arguments.Words[0] : null;
            TrackId? track = TrackId.TryParse(arguments["--track"], out var parsed) ? parsed : null;
            var ranged = arguments["--from"] is not null || arguments["--to"] is not null || arguments["--record"] is not null;
            var differences = DefaultDifferences;
            var bad = arguments.Words.Count > 1
                || (file is null) == (track is null)
                || (file is not null && (ranged || arguments["--track"] is not null))
                || arguments["--meeting"] is not null
                || (arguments.Has("--verify") && arguments["--record"] is not null)
                || (arguments["--differences"] is { } text
                    && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out differences));
            return bad || !ReplayRange.TryParse(arguments["--from"], arguments["--to"], out var range)
                ? null
                : new ReplayRequest(file, track, range, arguments.Has("--verify"), arguments["--record"], differences, arguments.Has("--json"));
        }
    }
}
