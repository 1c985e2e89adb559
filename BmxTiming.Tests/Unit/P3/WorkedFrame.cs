using BmxTiming.Protocol.P3;

namespace BmxTiming.Tests.Unit.P3;

/// <summary>Frames worked out by hand, as bytes and as the message they mean: decoder 204634, t0 = 2026-05-16T09:30:00Z.</summary>
public sealed record WorkedFrame(string Name, string Wire, P3Message Message)
{
    public const ulong T0Us = 1_778_923_800_000_000;
    public const uint DecoderId = 0x00031F5A;

    public static IReadOnlyList<WorkedFrame> All { get; } =
    [
        new(
            "gate",
            "8E 02 2B 00 94 E4 00 00 01 00 01 04 B0 04 00 00 03 04 08 27 00 00 04 08 00 76 2E F9 EB 51 06 00 08 02 00 00 "
            + "81 04 5A 1F 03 00 8F",
            new P3Passing { PassingNumber = 1200, TransponderId = 9992, RtcTimeUs = T0Us, PassingFlags = 0, DecoderId = DecoderId }),
        new(
            "rider on a ProChip decoder",
            "8E 02 3D 00 A5 36 00 00 01 00 01 04 B1 04 00 00 03 04 C0 78 9A 00 0A 08 41 42 2D 31 32 33 34 35 05 02 76 00 06 02 1F 00 "
            + "04 08 00 67 46 FB EB 51 06 00 08 02 00 00 81 04 5A 1F 03 00 8F",
            new P3Passing
            {
                PassingNumber = 1201,
                TransponderId = 10_123_456,
                TransponderCode = "AB-12345",
                Strength = 118,
                Hits = 31,
                RtcTimeUs = T0Us + 35_123_456,
                PassingFlags = 0,
                DecoderId = DecoderId,
            }),
        new(
            "rider on an AMBrc decoder",
            "8E 02 33 00 43 F7 00 00 01 00 01 04 B2 04 00 00 03 04 82 B4 54 00 04 08 00 C7 53 FB EB 51 06 00 05 02 61 00 06 02 18 00 "
            + "08 02 00 00 81 04 5A 1F 03 00 8F",
            new P3Passing
            {
                PassingNumber = 1202,
                TransponderId = 5_551_234,
                RtcTimeUs = T0Us + 36_000_000,
                Strength = 97,
                Hits = 24,
                PassingFlags = 0,
                DecoderId = DecoderId,
            }),
        new(
            "status of a ProChip decoder",
            "8E 02 1F 00 74 36 00 00 02 00 01 02 29 00 07 02 18 00 06 01 01 0A 01 09 81 04 5A 1F 03 00 8F",
            new P3Status { Noise = 41, TemperatureC = 24, Gps = 1, Satellites = 9, DecoderId = DecoderId }),
        new(
            "status of an AMBrc decoder",
            "8E 02 1F 00 23 D5 00 00 02 00 01 02 26 00 07 02 1B 00 0C 01 79 06 01 00 81 04 5A 1F 03 00 8F",
            new P3Status { Noise = 38, TemperatureC = 27, InputVoltageDv = 121, Gps = 0, DecoderId = DecoderId }),
        new(
            "version",
            "8E 02 40 00 F7 29 00 00 03 00 01 01 11 02 0B 42 4D 58 20 44 65 63 6F 64 65 72 03 03 34 2E 32 04 04 80 1C 3A 5F "
            + "08 08 88 77 66 55 44 33 22 11 0A 02 17 0A 0C 04 09 00 00 00 81 04 5A 1F 03 00 8F",
            new P3Version
            {
                DecoderType = 0x11,
                Description = "BMX Decoder",
                VersionText = "4.2",
                Release = 0x5F3A1C80,
                Registration = 0x1122334455667788,
                BuildNumber = 0x0A17,
                Options = 9,
                DecoderId = DecoderId,
            }),
        new(
            "version request",
            "8E 02 19 00 15 E2 00 00 03 00 01 00 02 00 03 00 04 00 08 00 0A 00 0C 00 8F",
            new P3Version { Extra = Asking(0x01, 0x02, 0x03, 0x04, 0x08, 0x0A, 0x0C) }),
        new(
            "escapes",
            "8E 02 33 00 CD CE 00 00 01 00 01 04 8D AE 8D AF 00 00 03 04 8A 8C 8D AD 00 04 08 00 D0 90 FB EB 51 06 00 05 02 8D AE 00 "
            + "06 02 14 00 08 02 00 00 81 04 5A 1F 03 00 8F",
            new P3Passing
            {
                PassingNumber = 0x8F8E,
                TransponderId = 0x8D8C8A,
                RtcTimeUs = T0Us + 40_000_000,
                Strength = 0x8E,
                Hits = 20,
                PassingFlags = 0,
                DecoderId = DecoderId,
            }),
        new(
            "crc byte escaped",
            "8E 02 2B 00 93 8D AD 00 00 01 00 01 04 4A 00 00 00 03 04 0B 27 00 00 04 08 00 76 2E F9 EB 51 06 00 08 02 00 00 "
            + "81 04 5A 1F 03 00 8F",
            new P3Passing { PassingNumber = 74, TransponderId = 9995, RtcTimeUs = T0Us, PassingFlags = 0, DecoderId = DecoderId }),
        new(
            "resend",
            "8E 02 17 00 D1 E0 00 00 04 00 01 04 B3 04 00 00 02 04 BA 04 00 00 8F",
            new P3Resend { From = 1203, Until = 1210 }),
        new(
            "resend with decoder id",
            "8E 02 1D 00 F6 2F 00 00 04 00 01 04 B3 04 00 00 02 04 BA 04 00 00 81 04 5A 1F 03 00 8F",
            new P3Resend { From = 1203, Until = 1210, DecoderId = DecoderId }),
        new(
            "time request",
            "8E 02 11 00 4E 4E 00 00 24 00 01 00 04 00 05 00 8F",
            new P3GetTime { Extra = Asking(0x01, 0x04, 0x05) }),
        new(
            "time",
            "8E 02 29 00 85 FA 00 00 24 00 01 08 40 12 A0 FB EB 51 06 00 04 02 00 00 05 08 BB 12 A0 FB EB 51 06 00 "
            + "81 04 5A 1F 03 00 8F",
            new P3GetTime { RtcTimeUs = T0Us + 41_000_000, TimeFlags = 0, UtcTimeUs = T0Us + 41_000_123, DecoderId = DecoderId }),
        new("clear passing", "8E 02 0B 00 69 8C 00 00 05 00 8F", new P3RawMessage(P3Record.ClearPassing)),
        new("watchdog", "8E 02 0B 00 F5 4F 00 00 18 00 8F", new P3RawMessage(P3Record.Watchdog)),
        new("ping", "8E 02 11 00 ED 51 00 00 20 00 81 04 5A 1F 03 00 8F", new P3RawMessage(P3Record.Ping) { DecoderId = DecoderId }),
        new(
            "error",
            "8E 02 22 00 6D A6 00 00 FF FF 01 02 04 00 02 0B 54 4F 52 20 55 6E 6B 6E 6F 77 6E 81 04 5A 1F 03 00 8F",
            new P3ErrorReply { Code = 4, Description = "TOR Unknown", DecoderId = DecoderId }),
        new(
            "session",
            "8E 02 29 00 8B E4 00 00 15 00 01 04 01 00 00 00 02 04 E2 4A 9E 52 03 04 00 00 00 00 04 04 34 0C 00 00 "
            + "81 04 5A 1F 03 00 8F",
            new P3Session
            {
                SessionNumber = 1,
                StartedS = 0x529E4AE2,
                FirstPassingNumber = 0,
                LastPassingNumber = 3124,
                DecoderId = DecoderId,
            }),
    ];

    public byte[] Bytes => FrameBytes.FromHex(Wire);

    public static WorkedFrame Named(string name) => All.Single(frame => frame.Name == name);

    private static P3TlvList Asking(params byte[] tags) => [.. tags.Select(tag => new P3RawTlv(tag, []))];
}
