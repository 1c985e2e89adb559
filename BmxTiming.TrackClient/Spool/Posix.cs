using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace BmxTiming.TrackClient.Spool;

/// <summary>What .NET has no call for: to make a directory entry durable, and to make content durable without the time of its change.</summary>
internal static partial class Posix
{
    public const int ReadOnly = 0;

    /// <summary>O_CLOEXEC as it is on Linux.</summary>
    public static int CloseOnExec => OperatingSystem.IsLinux() ? 0x80000 : 0;

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Fsync(int descriptor);

    /// <summary>Content and size, but not the times: most of the cost of a sync of a file whose room is reserved.</summary>
    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int FdataSync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Close(int descriptor);
}
