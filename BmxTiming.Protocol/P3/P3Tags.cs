namespace BmxTiming.Protocol.P3;

/// <summary>
/// Tag numbers. The same number means different things in different records; tags from 0x81 up are general. Source of numbers and names:
/// vmindru/ambp3client (AmbP3/records.py), hama-jp/ambp3client and datagutten/amb-p3-parser unless a comment says otherwise.
/// </summary>
public static class P3Tags
{
    /// <summary>u32, serial number of the decoder.</summary>
    public const byte DecoderId = 0x81;

    /// <summary>u32.</summary>
    public const byte ControllerId = 0x83;

    /// <summary>u64, given back in the answer.</summary>
    public const byte RequestId = 0x85;

    public static bool IsGeneral(byte tag) => tag is DecoderId or ControllerId or RequestId;

    public static class Passing
    {
        public const byte PassingNumber = 0x01;
        public const byte Transponder = 0x03;
        public const byte RtcTime = 0x04;
        public const byte Strength = 0x05;
        public const byte Hits = 0x06;
        public const byte Flags = 0x08;
        public const byte TransponderCode = 0x0A;
        public const byte UserFlag = 0x0E;
        public const byte DriverId = 0x0F;
        public const byte UtcTime = 0x10;

        /// <summary>One byte, value 3 in the single ChipX frame in vmindru/ambp3client's notes; no public name.</summary>
        public const byte Unnamed11 = 0x11;
        public const byte RtcId = 0x13;
        public const byte Sport = 0x14;
        public const byte Voltage = 0x30;
        public const byte Temperature = 0x31;
    }

    public static class Status
    {
        public const byte Noise = 0x01;
        public const byte Gps = 0x06;
        public const byte Temperature = 0x07;
        public const byte Satellites = 0x0A;
        public const byte LoopTriggers = 0x0B;
        public const byte InputVoltage = 0x0C;
    }

    public static class Version
    {
        public const byte DecoderType = 0x01;
        public const byte Description = 0x02;
        public const byte VersionText = 0x03;
        public const byte Release = 0x04;
        public const byte Registration = 0x08;
        public const byte BuildNumber = 0x0A;
        public const byte Options = 0x0C;
    }

    public static class Resend
    {
        public const byte From = 0x01;
        public const byte Until = 0x02;
    }

    /// <summary>Numbers 03 and 04 are inferred: widths and order make the LENGTH of skoky's recorded sample come out exactly.</summary>
    public static class Session
    {
        public const byte SessionNumber = 0x01;
        public const byte Started = 0x02;
        public const byte FirstPassing = 0x03;
        public const byte LastPassing = 0x04;
    }

    public static class GetTime
    {
        public const byte RtcTime = 0x01;
        public const byte Flags = 0x04;
        public const byte UtcTime = 0x05;

        /// <summary>Four bytes in a skoky sample; no public name.</summary>
        public const byte Unnamed06 = 0x06;
    }

    public static class Hello
    {
        /// <summary>Eight random-looking bytes.</summary>
        public const byte Token = 0x01;
    }

    public static class Error
    {
        public const byte Code = 0x01;
        public const byte Description = 0x02;
    }
}
