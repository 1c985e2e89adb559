using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace BmxTiming.AppHost;

/// <summary>
/// The gateway tokens of a stack on one machine: one ES256 key per state directory, one token per track. Ingest trusts the public
/// key and knows nothing of this class; a real track gets its token from whoever runs the servers.
/// </summary>
internal sealed class DevelopmentTokens
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private readonly StateDirectory state;
    private readonly TimeProvider time;
    private readonly string privateKeyFile;

    public DevelopmentTokens(StateDirectory state, TimeProvider time)
    {
        this.state = state;
        this.time = time;
        var keys = state.PrivateFolder("keys");
        privateKeyFile = Path.Combine(keys, "gateway.pem");
        PublicKeyFile = Path.Combine(keys, "gateway.public.pem");
        using var key = KeepKey();
        StateDirectory.WritePrivate(PublicKeyFile, key.ExportSubjectPublicKeyInfoPem());
    }

    /// <summary>A PEM file with the public key that verifies every token made here.</summary>
    public string PublicKeyFile { get; }

    /// <summary>Writes a new token for one track's gateway and returns the file, which only its owner may read.</summary>
    public string Mint(string trackId, string clientId)
    {
        var now = time.GetUtcNow();
        var claims = new JsonObject
        {
            ["iss"] = "bmx-development",
            ["aud"] = "bmx-ingest",
            ["sub"] = clientId,
            ["client_id"] = clientId,
            ["tracks"] = new JsonArray(trackId),
            ["scope"] = "ingest",
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.Add(Lifetime).ToUnixTimeSeconds(),
        };
        var file = Path.Combine(state.PrivateFolder("tokens"), $"{trackId}.jwt");
        StateDirectory.WritePrivate(file, Sign(claims));
        return file;
    }

    /// <summary>RFC 7515: base64url(header).base64url(claims).base64url(signature), the signature as r ‖ s, not DER.</summary>
    private string Sign(JsonObject claims)
    {
        var header = new JsonObject { ["alg"] = "ES256", ["typ"] = "JWT" };
        var signed = $"{Encode(header)}.{Encode(claims)}";
        using var key = KeepKey();
        var signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    /// <summary>The key of this state directory; kept, so that a token outlives a restart of the stack.</summary>
    private ECDsa KeepKey()
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (File.Exists(privateKeyFile))
        {
            key.ImportFromPem(File.ReadAllText(privateKeyFile));
        }
        else
        {
            StateDirectory.WritePrivate(privateKeyFile, key.ExportPkcs8PrivateKeyPem());
        }

        return key;
    }

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
