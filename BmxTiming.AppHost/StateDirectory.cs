using System.Security.Cryptography;
using System.Text;

namespace BmxTiming.AppHost;

/// <summary>The one folder that holds everything a running stack leaves on this machine: data, logs, tokens, passwords, status.</summary>
internal sealed class StateDirectory
{
    public StateDirectory(string path)
    {
        Root = Path.GetFullPath(path);
        Directory.CreateDirectory(Root);
    }

    public string Root { get; }

    public string Logs => Folder("logs");

    public string Data => Folder("data");

    /// <summary>
    /// Where the state of this checkout lies when nobody says otherwise: two checkouts never share one. Root's is under /var/tmp,
    /// because PostgreSQL must run as another user and cannot reach into root's home. `./bmx` computes the same path.
    /// </summary>
    public static string DefaultPath(string checkout, bool isRoot, string home)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(checkout)))[..12];
        return isRoot ? $"/var/tmp/bmxtiming/{hash}" : Path.Combine(home, ".local/share/bmxtiming", hash);
    }

    /// <summary>A folder of this state directory, created if need be.</summary>
    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(Root, name)).FullName;

    /// <summary>A folder only its owner may enter.</summary>
    public string PrivateFolder(string name) => CreatePrivate(Path.Combine(Root, name));

    public static string CreatePrivate(string path) => (OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)).FullName;

    public string File(string name) => Path.Combine(Root, name);

    /// <summary>Writes a file only its owner may read; readers see the old text or the new, never half of it.</summary>
    public static void WritePrivate(string path, string text)
    {
        var temporary = path + ".tmp";
        System.IO.File.Delete(temporary);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(temporary, options))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        System.IO.File.Move(temporary, path, overwrite: true);
    }
}
