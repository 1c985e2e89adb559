using System.Diagnostics;
using BmxTiming.Tests.Support;

namespace BmxTiming.Tests.Chaos.SpoolRows;

/// <summary>A small file system of its own, mounted in a temporary folder. Needs root.</summary>
internal sealed class MountedDisk : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private MountedDisk(params string[] mount)
    {
        try
        {
            Run("mount", [.. mount, _folder.Path]);
        }
        catch
        {
            _folder.Dispose();
            throw;
        }
    }

    /// <summary>Why this machine can not mount anything; null when it can.</summary>
    public static string? WhyNot { get; } = FindWhyNot();

    public string Path => _folder.Path;

    public string File(string name) => _folder.File(name);

    /// <summary>A disk in memory that is full soon.</summary>
    public static MountedDisk Tmpfs(string size) => new("-t", "tmpfs", "-o", $"size={size}", "tmpfs");

    /// <summary>An ext4 file system in a file, whose dirty pages are not in the file.</summary>
    public static MountedDisk Image(string image) => new("-o", "loop", image);

    public static void MakeImage(string image, long bytes)
    {
        using (var file = System.IO.File.Create(image))
        {
            file.SetLength(bytes);
        }

        Run("mkfs.ext4", ["-q", "-F", image]);
    }

    public static void Run(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program}: {said.Trim()}");
        }
    }

    public void Dispose()
    {
        try
        {
            Run("umount", [_folder.Path]);
        }
        catch (InvalidOperationException)
        {
            Run("umount", ["-l", _folder.Path]); // Whoever still has a file open must not leave it mounted.
        }

        _folder.Dispose();
    }

    private static string? FindWhyNot()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return "mounting a file system needs Linux and root";
        }

        try
        {
            using var disk = Tmpfs("1m");
            return null;
        }
        catch (Exception failure) when (failure is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return $"no file system can be mounted here ({failure.Message})";
        }
    }
}
