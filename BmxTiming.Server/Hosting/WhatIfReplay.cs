using BmxTiming.Server.Control;
using BmxTiming.Server.Control.Results;
using BmxTiming.Server.Hosting.Archives;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.Platform.Storage;
using BmxTiming.Server.RaceEngine.Replay;
using BmxTiming.Server.Scoring.Rules;

namespace BmxTiming.Server.Hosting;

/// <summary>
/// <c>replay --what-if RULEBOOK</c>: folds a meeting's raw messages again and scores what comes of them with the rulebook of the day and
/// with another one. It only reads.
/// </summary>
internal static class WhatIfReplay
{
    public const string NoRulebook = "rulebook_missing";

    public static async Task<int> RunAsync(WhatIfRequest request, string[] configuration, CancellationToken cancellationToken)
    {
        var book = await RulebookArgument.ReadAsync(request.Rulebook, cancellationToken);
        if (!book.IsOk)
        {
            return await VerbOutput.FailAsync(book.Error, RulebookArgument.ExitCodeOf(book.Error));
        }

        return request.File is { } file
            ? await FromFileAsync(file, book.Value, cancellationToken)
            : await FromStoresAsync(request, book.Value, configuration, cancellationToken);
    }

    private static async Task<int> FromFileAsync(string file, Rulebook other, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            return await VerbOutput.FailAsync(new Error(RulebookArgument.FileNotFound, $"{file} does not exist."), ServerVerbs.Usage);
        }

        try
        {
            await using var reader = new RecordReader(File.OpenRead(file));
            var header = await reader.ReadHeaderAsync(cancellationToken);
            return await ReportAsync(await ReadAsync(header, reader.ReadAsync(cancellationToken), cancellationToken), other);
        }
        catch (RecordFileException e)
        {
            return await VerbOutput.FailAsync(new Error(e.Code, $"{file}: {e.Message}"), ServerVerbs.Refused);
        }
    }

    private static async Task<int> FromStoresAsync(
        WhatIfRequest request, Rulebook other, string[] configuration, CancellationToken cancellationToken)
    {
        var built = await VerbHost.BuildAsync(
            configuration, ModuleNeeds.Messaging | ModuleNeeds.Storage, static builder => builder.Services.AddSingleton<MeetingArchiver>());
        if (!built.IsOk)
        {
            return await VerbOutput.FailAsync(built.Error, ServerVerbs.Usage);
        }

        using var host = built.Value;
        try
        {
            await using var session = host.Services.GetRequiredService<DocumentSessions>().Open();
            var opened = await host.Services.GetRequiredService<MeetingArchiver>()
                .OpenAsync(request.Meeting!.Value, closing: 0, partial: false, session, cancellationToken);
            if (!opened.IsOk)
            {
                return await VerbOutput.FailAsync(
                    opened.Error, opened.Error.Code == ControlCodes.MeetingNotFound ? ServerVerbs.Usage : ServerVerbs.Refused);
            }

            var (header, _, messages) = opened.Value;
            return header.TrackId == request.Track
                ? await ReportAsync(await ReadAsync(header, messages, cancellationToken), other)
                : await VerbOutput.FailAsync(
                    new Error(ControlCodes.MeetingOfOtherTrack, $"Meeting {request.Meeting} belongs to track {header.TrackId}."), ServerVerbs.Usage);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && (StorageFailures.IsTransient(e) || BrokerFailures.IsTransient(e)))
        {
            var code = StorageFailures.IsTransient(e) ? ControlCodes.StorageUnavailable : ControlCodes.BrokerUnavailable;
            return await VerbOutput.FailAsync(new Error(code, e.Message), ServerVerbs.Usage);
        }
    }

    private static async Task<MeetingData> ReadAsync(
        RecordHeader header, IAsyncEnumerable<RecordedMessage> messages, CancellationToken cancellationToken)
    {
        if (header.IsPartial)
        {
            throw RecordFileException.OfPart();
        }

        var documents = new List<RecordedDocument>();
        var results = new ReplayedResults();
        var run = new ReplayRun(new TrackRefold(header.TrackId, checkpoint: null), fromRawSeq: 1);
        await foreach (var message in run.ThroughAsync(messages, results.Take, cancellationToken))
        {
            if (message is RecordedDocument document)
            {
                documents.Add(document);
            }
        }

        var meeting = header.Archive?.MeetingId.Value;
        return MeetingDocuments.Read(documents, [.. results.All.Where(result => result.MeetingId == meeting)])
            ?? throw new RecordFileException(
                RecordFileException.NoDocuments, "The file holds no meeting: --what-if needs what the verb archive writes.");
    }

    private static async Task<int> ReportAsync(MeetingData data, Rulebook other)
    {
        if (data.Book is null)
        {
            return await VerbOutput.FailAsync(
                new Error(NoRulebook, "The meeting has no rulebook, so there is nothing to compare with."), ServerVerbs.Refused);
        }

        var report = WhatIfReport.Of(data, other);
        Console.WriteLine(VerbOutput.Json<object>(report));
        if (report.Classes.Count == 0)
        {
            return await VerbOutput.FailAsync(
                new Error(ScoreVerb.NothingScored, "No class can be scored with both rulebooks; left_out says why."), ServerVerbs.Refused);
        }

        return report.Differences > 0 ? ServerVerbs.Finding : ServerVerbs.Good;
    }
}
