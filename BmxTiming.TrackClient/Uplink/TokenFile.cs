namespace BmxTiming.TrackClient.Uplink;

/// <summary>The gateway's bearer token. Read from its file, and again when the server refuses it: tokens are renewed in place.</summary>
internal sealed class TokenFile(string path)
{
    private string? _token;

    public async ValueTask<string> GetAsync(CancellationToken cancellationToken) =>
        _token ??= (await File.ReadAllTextAsync(path, cancellationToken)).Trim();

    public void Forget() => _token = null;
}
