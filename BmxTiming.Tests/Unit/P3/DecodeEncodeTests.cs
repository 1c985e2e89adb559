using System.Globalization;
using System.Text;
using System.Text.Json;
using BmxTiming.Protocol.P3;
using BmxTiming.TrackClient.Decoder.Cli;
using Xunit;

namespace BmxTiming.Tests.Unit.P3;

public sealed class DecodeEncodeTests
{
    private static readonly string WorkedHex = string.Join('\n', WorkedFrame.All.Select(static frame => frame.Wire)) + "\n";

    private static readonly string CompactHex = string.Concat(
        WorkedFrame.All.Select(static frame => Convert.ToHexStringLower(frame.Bytes) + "\n"));

    [Fact]
    public async Task Decode_prints_one_object_a_frame_and_a_summary()
    {
        var (exitCode, output, _) = await DecodeAsync(WorkedHex);

        var lines = Lines(output);
        Assert.Equal(0, exitCode);
        Assert.Equal(WorkedFrame.All.Count + 1, lines.Count);
        Assert.Equal("""{"frames":18,"crc_failures":0,"resyncs":0,"unknown_records":0}""", lines[^1]);
        Assert.Equal(
            """{"record":"PASSING","version":2,"flags":0,"decoder":"5A1F0300","fields":{"passing_number":1201,"transponder_id":10123456"""
            + ""","transponder_code":"AB-12345","strength":118,"hits":31,"rtc_time_us":1778923835123456,"flags":0,"decoder_id":204634}"""
            + ""","tlvs":[["01","b1040000"],["03","c0789a00"],["0a","41422d3132333435"],["05","7600"],["06","1f00"],"""
            + """["04","006746fbeb510600"],["08","0000"],["81","5a1f0300"]],"crc_ok":true}""",
            lines[1]);
    }

    [Fact]
    public async Task Binary_and_hex_of_a_capture_decode_to_the_same()
    {
        var binary = await DecodeAsync([.. WorkedFrame.All.SelectMany(static frame => frame.Bytes)]);

        Assert.Equal((await DecodeAsync(WorkedHex)).Output, binary.Output);
        Assert.Equal((await DecodeAsync(CompactHex.Replace("\n", "\r\n", StringComparison.Ordinal))).Output, binary.Output);
    }

    [Fact]
    public async Task Encode_gives_back_the_hex_lines_and_with_binary_the_bytes()
    {
        var decoded = (await DecodeAsync(WorkedHex)).Output;

        var (exitCode, hex, _) = await EncodeAsync(decoded);
        var (_, binary, _) = await EncodeAsync(decoded, binary: true);

        Assert.Equal(0, exitCode);
        Assert.Equal(CompactHex, Encoding.ASCII.GetString(hex));
        Assert.Equal(WorkedFrame.All.SelectMany(static frame => frame.Bytes), binary);
    }

    [Fact]
    public async Task A_damaged_frame_is_shown_counted_and_given_back_as_it_was()
    {
        var damaged = FrameBytes.Make(P3Record.Status, "01022900 07FF18", length: 99, crc: 0x1234);

        var (exitCode, output, _) = await DecodeAsync(damaged);
        var back = (await EncodeAsync(output, binary: true)).Output;

        var lines = Lines(output);
        Assert.Equal(1, exitCode);
        Assert.Equal(
            """{"record":"STATUS","version":2,"flags":0,"fields":{"noise":41},"tlvs":[["01","2900"]],"trailing":"07ff18","length":99"""
            + ""","crc":"1234","error":"crc_mismatch","crc_ok":false}""",
            lines[0]);
        Assert.Equal("""{"frames":1,"crc_failures":1,"resyncs":0,"unknown_records":0,"length_mismatches":1}""", lines[^1]);
        Assert.Equal(damaged, back);
    }

    [Theory]
    [InlineData("00 00", 1, "resyncs", 1)]
    [InlineData("8E 02 2B 00", 1, "truncated", 1)]
    [InlineData("8E 02 0B 00 F5 4E 00 00 18 00 8F", 1, "crc_failures", 1)]
    [InlineData("8E 8F", 1, "short_frames", 1)]
    [InlineData("8E 02 0B 00 F5 4F 00 00 18 00 8D 8F", 1, "dangling_escapes", 1)]
    [InlineData("xyz", 1, "bad_lines", 1)]
    [InlineData("8E0", 1, "bad_lines", 1)]
    [InlineData("", 0, "frames", 0)]
    [InlineData("# a comment\n\n8E 02 0B 00 F5 4F 00 00 18 00 8F # watchdog", 0, "frames", 1)]
    public async Task The_exit_code_tells_whether_everything_was_good(string hex, int expected, string counter, int count)
    {
        var (exitCode, output, _) = await DecodeAsync(hex);

        Assert.Equal(expected, exitCode);
        using var summary = JsonDocument.Parse(Lines(output)[^1]);
        Assert.Equal(count, summary.RootElement.GetProperty(counter).GetInt32());
    }

    [Fact]
    public async Task An_unknown_record_is_not_a_fault()
    {
        var (exitCode, output, _) = await DecodeAsync(FrameBytes.Make((P3Record)0x0077, "0102AABB"));

        Assert.Equal(0, exitCode);
        Assert.Equal(
            """{"record":"0x0077","version":2,"flags":0,"fields":{},"tlvs":[["01","aabb"]],"crc_ok":true}""", Lines(output)[0]);
        Assert.Contains("\"unknown_records\":1", Lines(output)[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_passing_nobody_can_use_is_a_fault()
    {
        Assert.Equal(1, (await DecodeAsync(FrameBytes.Make(P3Record.Passing, "0104 01000000"))).ExitCode);
    }

    [Fact]
    public async Task A_line_that_is_no_hex_is_named()
    {
        var (_, _, messages) = await DecodeAsync(WorkedFrame.All[0].Wire + "\nnot hex\n");

        Assert.Contains("line 2", messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hand_written_line_may_do_with_fields_alone()
    {
        var (exitCode, output, _) = await EncodeAsync(
            """
            {"record":"PASSING","fields":{"passing_number":1200,"transponder_id":9992,"rtc_time_us":1778923800000000,"flags":0,"decoder_id":204634}}
            {"record":"STATUS","fields":{"noise":41,"temperature_c":24,"gps":1,"satellites":9,"decoder_id":204634}}
            {"record":"GET_TIME","fields":{"rtc_time_us":null,"flags":null,"utc_time_us":null}}
            """,
            binary: true);

        Assert.Equal(0, exitCode);
        Assert.Equal(
            [
                .. WorkedFrame.Named("gate").Bytes,
                .. WorkedFrame.Named("status of a ProChip decoder").Bytes,
                .. WorkedFrame.Named("time request").Bytes,
            ],
            output);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"record":"NOBODY"}""")]
    [InlineData("""{"record":"\ud800"}""")]
    [InlineData("""{"record":"PING","version":256}""")]
    [InlineData("""{"record":"PING","flags":-1}""")]
    [InlineData("""{"record":"PING","length":65536}""")]
    [InlineData("""{"record":"PING","crc":"12"}""")]
    [InlineData("""{"record":"PING","trailing":"x"}""")]
    [InlineData("""{"record":"PING","tlvs":[["1","00"]]}""")]
    [InlineData("""{"record":"PING","tlvs":{"01":"00"}}""")]
    [InlineData("""{"record":"PING","fields":{"noise":1}}""")]
    [InlineData("""{"record":"PING","fields":7}""")]
    [InlineData("""{"record":"STATUS","fields":{"noise":65536}}""")]
    [InlineData("""{"record":"STATUS","fields":{"noise":"41"}}""")]
    [InlineData("""{"record":"STATUS","fields":{"temperature_c":40000}}""")]
    [InlineData("""{"record":"PASSING","fields":{"transponder_code":"é"}}""")]
    [InlineData("""{"record":"STATUS","fields":{"noise":42},"tlvs":[["01","2900"]]}""")]
    [InlineData("""{"record":"STATUS","fields":{"noise":41},"tlvs":[]}""")]
    public async Task A_line_that_can_not_be_encoded_is_refused_and_named(string line)
    {
        var (exitCode, output, messages) = await EncodeAsync(line + "\n" + """{"record":"WATCHDOG"}""" + "\n");

        Assert.Equal(1, exitCode);
        Assert.StartsWith("line 1: ", messages, StringComparison.Ordinal);
        Assert.Equal("8e020b00f54f000018008f\n", Encoding.ASCII.GetString(output));
    }

    [Fact]
    public async Task A_frame_or_a_line_that_is_too_long_is_refused()
    {
        var value = new string('0', 510);
        var tlvs = string.Join(',', Enumerable.Repeat($"[\"01\",\"{value}\"]", 9));

        Assert.Equal(1, (await EncodeAsync($"{{\"record\":\"TIMELINE\",\"tlvs\":[{tlvs}]}}\n")).ExitCode);
        Assert.Equal(1, (await EncodeAsync(new string(' ', BoundedLines.MaxBytes + 1) + "\n")).ExitCode);
        Assert.Equal(1, (await DecodeAsync(new string('0', BoundedLines.MaxBytes + 1))).ExitCode);
    }

    [Fact]
    public async Task The_real_capture_survives_decode_and_encode_to_the_byte()
    {
        var capture = await File.ReadAllTextAsync(RealCapture.Path, TestContext.Current.CancellationToken);

        var (exitCode, decoded, _) = await DecodeAsync(capture);
        var (_, encoded, _) = await EncodeAsync(decoded);

        Assert.Equal(0, exitCode);
        Assert.Equal(
            """{"frames":371,"crc_failures":0,"resyncs":0,"unknown_records":0}""", Lines(decoded)[^1]);
        Assert.Equal(capture.ReplaceLineEndings("\n").Trim(), Encoding.ASCII.GetString(encoded).Trim());
    }

    private static List<string> Lines(byte[] output) =>
        [.. Encoding.UTF8.GetString(output).Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    private static Task<(int ExitCode, byte[] Output, string Messages)> DecodeAsync(string text) =>
        DecodeAsync(Encoding.UTF8.GetBytes(text));

    private static async Task<(int ExitCode, byte[] Output, string Messages)> DecodeAsync(byte[] input)
    {
        using var messages = new StringWriter(CultureInfo.InvariantCulture);
        using var output = new MemoryStream();
        using var decoding = new FrameDecoding(CaptureFormat.Auto, P3CrcMode.Strict, messages);
        var exitCode = await decoding.RunAsync(new MemoryStream(input), output, TestContext.Current.CancellationToken);
        return (exitCode, output.ToArray(), messages.ToString());
    }

    private static Task<(int ExitCode, byte[] Output, string Messages)> EncodeAsync(string text, bool binary = false) =>
        EncodeAsync(Encoding.UTF8.GetBytes(text), binary);

    private static async Task<(int ExitCode, byte[] Output, string Messages)> EncodeAsync(byte[] input, bool binary = false)
    {
        using var messages = new StringWriter(CultureInfo.InvariantCulture);
        using var output = new MemoryStream();
        var exitCode = await new FrameEncoding(binary, messages).RunAsync(
            new MemoryStream(input), output, TestContext.Current.CancellationToken);
        return (exitCode, output.ToArray(), messages.ToString());
    }
}
