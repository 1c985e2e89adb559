using BmxTiming.Server.Control.Archives;
using BmxTiming.Server.Platform;
using BmxTiming.Server.RaceEngine.Replay;

namespace BmxTiming.Server.Hosting.Archives;

/// <summary>Puts a recorded file under its name: whole, durable, and never in the place of another one.</summary>
internal static class ArchiveFile
{
    public static async Task<Result<RecordTrailer>> WriteAsync(
        string file, RecordHeader header, IAsyncEnumerable<RecordedMessage> lines, CancellationToken cancellationToken)
    {
        var partial = file + ".partial";
        RecordTrailer trailer;
        await using (var output = new FileStream(partial, FileMode.Create, FileAccess.Write))
        {
            trailer = await RecordWriter.WriteAsync(output, header, lines, cancellationToken);
            output.Flush(flushToDisk: true);
        }

        if (!File.Exists(file))
        {
            DurableFile.Publish(partial, file);
            return Result.Ok(trailer);
        }

        File.Delete(partial);
        return await TrailerOfAsync(file, cancellationToken) == trailer
            ? Result.Ok(trailer)
            : Result.Fail<RecordTrailer>(ArchiveCodes.FileExists, $"{file} exists with other content and is not overwritten.");
    }

    /// <returns>Null where the file is no whole recorded file.</returns>
    private static async Task<RecordTrailer?> TrailerOfAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            await using var reader = new RecordReader(File.OpenRead(file));
            await reader.ReadHeaderAsync(cancellationToken);
            await foreach (var _ in reader.ReadAsync(cancellationToken))
            {
            }

            return reader.Trailer;
        }
        catch (RecordFileException)
        {
            return null;
        }
    }
}
