using System.Security.Cryptography;

namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>Passwords made once per state directory, readable by their owner only; kept, because the data behind them is kept.</summary>
internal sealed class SecretStore(StateDirectory state)
{
    public string GetOrCreate(string name)
    {
        var path = Path.Combine(state.PrivateFolder("secrets"), name);
        if (File.Exists(path))
        {
            return File.ReadAllText(path);
        }

        // Letters and digits only: the value goes into URLs, configuration files and connection strings unescaped.
        var secret = RandomNumberGenerator.GetString("abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", 24);
        StateDirectory.WritePrivate(path, secret);
        return secret;
    }
}
