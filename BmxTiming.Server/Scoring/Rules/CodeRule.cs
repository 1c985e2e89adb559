namespace BmxTiming.Server.Scoring.Rules;

/// <summary>What a result code in place of a place means.</summary>
/// <param name="Order">Among riders without a place, the lower order stands in front.</param>
/// <param name="GoesOn">Whether this rider may fill a place of the next round that no finisher takes.</param>
/// <param name="KnockOutRank">What becomes of the rank when this happens in a knock-out.</param>
internal sealed record CodeRule(string Code, CodeMeaning Meaning, CodePoints Points, int Order, bool GoesOn, KnockOutRank KnockOutRank);
