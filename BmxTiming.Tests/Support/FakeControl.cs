using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace BmxTiming.Tests.Support;

/// <summary>
/// The control API as the director sees it, with an engine behind it that finishes a run when it has been told of the gate and of every
/// rider. Counts what must not happen: a stage while a run is open, a wrong version, a key used for two things.
/// </summary>
internal sealed class FakeControl : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly WebApplication _web;
    private readonly Dictionary<string, string> _answeredKeys = [];
    private readonly List<Run> _runs = [];
    private long _version;

    private FakeControl(WebApplication web) => _web = web;

    public ConcurrentDictionary<string, JsonNode> Puts { get; } = new();

    public ConcurrentQueue<string> Staged { get; } = new();

    public ConcurrentQueue<string> Commands { get; } = new();

    public ConcurrentQueue<string> Mistakes { get; } = new();

    /// <summary>Requests that are answered 503 before anything happens.</summary>
    public int FailNext { get; set; }

    /// <summary>Requests whose effect happens and whose answer is a 503.</summary>
    public int LoseAnswerOfNextStage { get; set; }

    /// <summary>Motos the engine does not want staged, and with which code.</summary>
    public ConcurrentDictionary<string, string> Refuse { get; } = new();

    public Uri Address => new(_web.Urls.Single());

    public static async Task<FakeControl> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var web = builder.Build();
        var control = new FakeControl(web);
        web.Use(control.FailAsync);
        web.MapPut("/api/{**path}", async (string path, HttpRequest request) =>
        {
            control.Puts[path] = (await JsonNode.ParseAsync(request.Body))!;
            return Results.Ok();
        });
        web.MapGet("/api/tracks/{track}/race", control.Race);
        web.MapPost("/api/tracks/{track}/control/{intent}", control.ControlAsync);
        await web.StartAsync();
        return control;
    }

    /// <summary>A run that is there before the director starts.</summary>
    public string Open(string motoId, string phase)
    {
        lock (_gate)
        {
            return Add(motoId, phase).RunId;
        }
    }

    /// <summary>The decoder saw the gate fall, or a rider finish.</summary>
    public void OnPassing(uint transponder, int finishers)
    {
        lock (_gate)
        {
            if (_runs.Count == 0)
            {
                return;
            }

            var run = _runs[0];
            if (transponder == 9992)
            {
                run.Phase = run.Phase == "staged" ? "racing" : run.Phase;
                _version++;
            }
            else if (run.Phase == "racing" && ++run.Passings == finishers * 4)
            {
                run.Phase = "finished";
                _version++;
            }
        }
    }

    public string PhaseOf(string runId)
    {
        lock (_gate)
        {
            return _runs.Single(run => run.RunId == runId).Phase;
        }
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    private async Task FailAsync(HttpContext http, RequestDelegate next)
    {
        if (FailNext > 0)
        {
            FailNext--;
            http.Response.StatusCode = 503;
            return;
        }

        await next(http);
    }

    private IResult Race(string track)
    {
        lock (_gate)
        {
            var runs = new JsonArray([.. _runs.Take(4).Select(static run => new JsonObject
            {
                ["run_id"] = run.RunId, ["phase"] = run.Phase, ["moto"] = new JsonObject { ["moto_id"] = run.MotoId, ["number"] = 1 },
            })]);
            return Results.Text(new JsonObject { ["track_id"] = track, ["phase"] = "x", ["run_version"] = _version, ["runs"] = runs }.ToJsonString(), "application/json");
        }
    }

    private async Task<IResult> ControlAsync(string intent, HttpRequest request, [FromHeader(Name = "Idempotency-Key")] string key)
    {
        var body = (await JsonNode.ParseAsync(request.Body))!;
        lock (_gate)
        {
            var text = intent + body.ToJsonString();
            if (_answeredKeys.TryGetValue(key, out var known))
            {
                if (known != text)
                {
                    Mistakes.Enqueue($"key reused: {known} / {text}");
                }

                return Results.Ok();
            }

            if (body["run_version"]!.GetValue<long>() != _version)
            {
                return Problem("version_conflict");
            }

            var result = intent == "stage" ? Stage(body["moto_id"]!.GetValue<string>()) : Command(intent, body["run_id"]!.GetValue<string>());
            if (result is IStatusCodeHttpResult { StatusCode: 200 })
            {
                _answeredKeys[key] = text;
            }

            return result;
        }
    }

    private IResult Stage(string motoId)
    {
        if (Refuse.TryGetValue(motoId, out var code))
        {
            return Problem(code);
        }

        if (_runs is [{ Phase: "staged" or "racing" }, ..])
        {
            Mistakes.Enqueue($"staged {motoId} while a run is open");
            return Problem("race_running");
        }

        Staged.Enqueue(motoId);
        Add(motoId, "staged");
        if (LoseAnswerOfNextStage > 0)
        {
            LoseAnswerOfNextStage--;
            // The key was used: the repeated request must find it.
            return Results.StatusCode(503);
        }

        return Results.Ok();
    }

    private IResult Command(string intent, string runId)
    {
        Commands.Enqueue($"{intent} {runId}");
        var run = _runs.Single(candidate => candidate.RunId == runId);
        run.Phase = intent == "force_finish" ? "finished" : "abandoned";
        _version++;
        return Results.Ok();
    }

    private Run Add(string motoId, string phase)
    {
        var run = new Run(string.Create(CultureInfo.InvariantCulture, $"{motoId}-r{_runs.Count(known => known.MotoId == motoId) + 1}"), motoId) { Phase = phase };
        _runs.Insert(0, run);
        _version++;
        return run;
    }

    private static IResult Problem(string code) =>
        Results.Text($"{{\"code\":\"{code}\"}}", "application/problem+json", statusCode: 409);

    private sealed class Run(string runId, string motoId)
    {
        public string RunId => runId;

        public string MotoId => motoId;

        public string Phase { get; set; } = "";

        public int Passings { get; set; }
    }
}
