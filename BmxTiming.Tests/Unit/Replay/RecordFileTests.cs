using System.IO.Compression;
using System.Text;
using BmxTiming.Protocol.Ids;
using BmxTiming.Server.RaceEngine.Replay;
using Xunit;

namespace BmxTiming.Tests.Unit.Replay;

public sealed class RecordFileTests
{
    private static readonly RecordHeader s_header = new(RecordFormat.Version, TrackId.Parse("track-a"), 1, 4);

    private static readonly RecordHeader s_archive = new(
        RecordFormat.ArchiveVersion, TrackId.Parse("track-a"), 1, 4, new ArchiveHeader(MeetingId.Parse("cup"), 1, 1, 10, 11));

    // Bodies that a line of JSON would not give back as they are go in as base64.
    private static readonly RecordedMessage[] s_messages =
    [
        new RecordedRaw(1, "{\"a\" : [1,  2.50], \"ü\":\"\\u00fc\"}"u8.ToArray()),
        new RecordedEvent(10, 1, 0, 1, "{\"kind\":\"x\"}"u8.ToArray()),
        new RecordedEvent(11, 1, 1, null, "{\"kind\":\"y\"}"u8.ToArray()),
        new RecordedRaw(2, "{\"broken"u8.ToArray()),
        new RecordedRaw(3, " {\"blank\":1}\n"u8.ToArray()),
        new RecordedRaw(4, new byte[] { 0xff, 0x00, 0x0a }),
        new RecordedRaw(5, Array.Empty<byte>()),
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_read_is_what_was_written_to_the_last_byte()
    {
        var file = await WriteAsync();

        var (header, read) = await ReadAsync(file);

        Assert.Equal(s_header, header);
        Assert.Equal(s_messages.Select(Text), read.Select(Text));
    }

    [Fact]
    public async Task A_file_cut_off_anywhere_is_refused_or_whole()
    {
        var file = await WriteAsync();
        var codes = new HashSet<string>();
        for (var length = 0; length < file.Length; length++)
        {
            codes.Add(await CodeOfAsync(file[..length]));
        }

        Assert.Contains(RecordFileException.Truncated, codes);
        Assert.Subset(new HashSet<string> { RecordFileException.Truncated, RecordFileException.Damaged, "whole" }, codes);
    }

    [Fact]
    public async Task A_flipped_bit_anywhere_is_refused_or_harmless()
    {
        var file = await WriteAsync();
        var refused = 0;
        for (var at = 0; at < file.Length; at++)
        {
            byte[] changed = [.. file];
            changed[at] ^= 1;
            refused += await CodeOfAsync(changed) == "whole" ? 0 : 1;
        }

        // Time stamp, operating system and the like in the gzip header say nothing of the content.
        Assert.True(refused >= file.Length - 10, $"{refused} of {file.Length}");
    }

    [Fact]
    public async Task Changed_content_in_sound_packing_is_damaged_and_a_lost_end_is_truncated()
    {
        var lines = Unpack(await WriteAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(RecordFileException.Damaged, await CodeOfAsync(Pack([.. lines[..1], lines[1].Replace('2', '3'), .. lines[2..]])));
        Assert.Equal(RecordFileException.Damaged, await CodeOfAsync(Pack([.. lines[..2], .. lines[3..]])));
        Assert.Equal(RecordFileException.Damaged, await CodeOfAsync(Pack([.. lines, "{}"])));
        Assert.Equal(RecordFileException.Damaged, await CodeOfAsync([.. await WriteAsync(), (byte)'x']));
        Assert.Equal(RecordFileException.Truncated, await CodeOfAsync(Pack(lines[..^1])));
        Assert.Equal(RecordFileException.Truncated, await CodeOfAsync(Pack([])));
    }

    [Fact]
    public async Task An_archive_says_which_of_its_lines_was_changed_and_gives_its_documents_back()
    {
        RecordedMessage[] archived =
        [
            new RecordedDocument("entry", "cup:e1", "{\"plate\":\"W3\"}"u8.ToArray()), new RecordedDocument("rulebook", "uci", "{\n}\n"u8.ToArray()),
            new RecordedState(7, "{\"format\":2}"u8.ToArray()), .. s_messages,
        ];
        using var output = new MemoryStream();
        await RecordWriter.WriteAsync(output, s_archive, archived.ToAsyncEnumerable(), Stop);

        var (header, read) = await ReadAsync(output.ToArray());
        Assert.Equal(s_archive, header);
        Assert.Equal(archived.Select(Text), read.Select(Text));

        var lines = Unpack(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var line in Enumerable.Range(1, lines.Length - 2))
        {
            string[] changed = [.. lines[..line], lines[line].Replace("{\"log\":\"", "{\"log\" :\"", StringComparison.Ordinal), .. lines[(line + 1)..]];
            var refused = await Assert.ThrowsAsync<RecordFileException>(() => ReadAsync(Pack(changed)));
            Assert.Equal(RecordFileException.Damaged, refused.Code);
            Assert.StartsWith(FormattableString.Invariant($"Line {line + 1} is"), refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(RecordFileException.NotARecord, await CodeOfAsync(Pack([lines[0].Replace("record.v2", "record.v1", StringComparison.Ordinal)])));
        Assert.Equal(RecordFileException.Damaged, await CodeOfAsync(Pack([.. lines[..2], .. lines[3..]])));
    }

    [Fact]
    public async Task Other_files_and_other_formats_are_named_so()
    {
        Assert.Equal(RecordFileException.NotARecord, await CodeOfAsync("hello"u8.ToArray()));
        Assert.Equal(RecordFileException.NotARecord, await CodeOfAsync(Pack(["{\"a\":1}"])));
        Assert.Equal(RecordFileException.NotARecord, await CodeOfAsync(Pack(["[]"])));
        Assert.Equal(RecordFileException.UnsupportedFormat, await CodeOfAsync(Pack(["{\"format\":\"bmx-record.v9\"}"])));
    }

    /// <summary>The code of the refusal; <c>whole</c> when the file gives what was written.</summary>
    private static async Task<string> CodeOfAsync(byte[] file)
    {
        try
        {
            var (_, read) = await ReadAsync(file);
            Assert.Equal(s_messages.Select(Text), read.Select(Text));
            return "whole";
        }
        catch (RecordFileException e)
        {
            return e.Code;
        }
    }

    private static async Task<byte[]> WriteAsync()
    {
        using var output = new MemoryStream();
        var trailer = await RecordWriter.WriteAsync(output, s_header, s_messages.ToAsyncEnumerable(), Stop);
        Assert.Equal((5, 2), (trailer.Raw, trailer.Race));
        return output.ToArray();
    }

    private static async Task<(RecordHeader Header, IReadOnlyList<RecordedMessage> Messages)> ReadAsync(byte[] file)
    {
        await using var reader = new RecordReader(new MemoryStream(file));
        var header = await reader.ReadHeaderAsync(Stop);
        return (header, await reader.ReadAsync(Stop).ToListAsync(Stop));
    }

    private static string Text(RecordedMessage message) => message switch
    {
        RecordedEvent e => $"{e.StreamSeq} {e.RawSeq} {e.Ordinal} {e.Fold} {Convert.ToHexString(e.Body.Span)}",
        RecordedDocument d => $"{d.Kind} {d.Id} {Convert.ToHexString(d.Body.Span)}",
        _ => $"{message.StreamSeq} {Convert.ToHexString(message.Body.Span)}",
    };

    private static string Unpack(byte[] file)
    {
        using var gzip = new GZipStream(new MemoryStream(file), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static byte[] Pack(IEnumerable<string> lines)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))));
        }

        return output.ToArray();
    }
}
