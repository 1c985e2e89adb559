namespace BmxTiming.Tests.Chaos;

/// <summary>Counts the cases of a row and keeps the first failure.</summary>
internal sealed class ChaosTally
{
    private long _cases;
    private long _failures;
    private string? _first;

    public long Cases => _cases;

    /// <summary>Judges one case.</summary>
    /// <param name="failure">What was wrong, with how to reproduce it; <c>null</c> when the promise held.</param>
    public void Add(string? failure)
    {
        _cases++;
        if (failure is not null)
        {
            _failures++;
            _first ??= failure;
        }
    }

    /// <summary>Runs a case whose failure is an exception.</summary>
    public void Try(Func<string> describe, Action run)
    {
        try
        {
            run();
            Add(null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Add(e is ChaosException ? $"{describe()}: {e.Message}" : $"{describe()}: {e.GetType().Name}: {e.Message}");
        }
    }

    public ChaosOutcome Outcome(string figures = "") => new(_cases, _failures, _first, figures);
}
