using System.Buffers.Text;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BmxTiming.AppHost;
using BmxTiming.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BmxTiming.Tests.Unit.AppHost;

[SupportedOSPlatform("linux")]
public sealed class DevelopmentTokensTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 5, 16, 9, 0, 0, TimeSpan.Zero);

    private readonly string directory = LocalStack.NewStateDirectory();

    [Fact]
    public void A_token_names_one_client_and_one_track_for_seven_days()
    {
        var token = File.ReadAllText(Tokens().Mint("track-a", "gw-a1"));
        var claims = Decode(token, 1);

        Assert.Equal("ES256", Decode(token, 0).GetProperty("alg").GetString());
        Assert.Equal("bmx-ingest", claims.GetProperty("aud").GetString());
        Assert.Equal("gw-a1", claims.GetProperty("sub").GetString());
        Assert.Equal("gw-a1", claims.GetProperty("client_id").GetString());
        Assert.Equal("ingest", claims.GetProperty("scope").GetString());
        Assert.Equal(["track-a"], claims.GetProperty("tracks").EnumerateArray().Select(track => track.GetString()));
        Assert.Equal(Now.AddDays(7).ToUnixTimeSeconds(), claims.GetProperty("exp").GetInt64());
    }

    [Fact]
    public void The_public_key_file_verifies_the_token_and_refuses_a_changed_one()
    {
        var tokens = Tokens();
        var token = File.ReadAllText(tokens.Mint("track-a", "gw-a1"));

        Assert.True(Verifies(tokens, token));
        var parts = token.Split('.');
        var forged = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1])).Replace("track-a", "track-b", StringComparison.Ordinal)));
        Assert.False(Verifies(tokens, $"{parts[0]}.{forged}.{parts[2]}"));
    }

    [Fact]
    public void The_key_outlives_a_restart_so_that_old_tokens_stay_good()
    {
        var token = File.ReadAllText(Tokens().Mint("track-a", "gw-a1"));

        Assert.True(Verifies(Tokens(), token));
    }

    [Fact]
    public void Key_and_token_are_readable_by_their_owner_only()
    {
        var token = Tokens().Mint("track-a", "gw-a1");

        foreach (var file in new[] { token, Path.Combine(directory, "keys", "gateway.pem") })
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private static JsonElement Decode(string token, int part) =>
        JsonDocument.Parse(Base64Url.DecodeFromChars(token.Split('.')[part])).RootElement;

    private static bool Verifies(DevelopmentTokens tokens, string token)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(tokens.PublicKeyFile));
        var signed = token[..token.LastIndexOf('.')];
        return key.VerifyData(
            Encoding.ASCII.GetBytes(signed),
            Base64Url.DecodeFromChars(token.AsSpan(signed.Length + 1)),
            HashAlgorithmName.SHA256,
            DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private DevelopmentTokens Tokens() => new(new StateDirectory(directory), new FakeTimeProvider(Now));
}
