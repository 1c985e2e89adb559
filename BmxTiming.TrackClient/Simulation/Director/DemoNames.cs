namespace BmxTiming.TrackClient.Simulation.Director;

/// <summary>Invented people, clubs and places. Any likeness is chance.</summary>
internal static class DemoNames
{
    public static readonly IReadOnlyList<string> Tracks =
    [
        "Riverside BMX", "Hollow Oak BMX Park", "Harbour Berm", "Quarry Lane BMX", "Northfield Supercross", "Mill Creek BMX",
    ];

    public static readonly IReadOnlyList<string> Clubs =
    [
        "Riverside Racers", "Hollow Oak BMX", "Harbour City Gate Crew", "Quarry Lane CC", "Northfield Flyers", "Mill Creek BMX",
        "Twin Pines Racing", "Southbank Sprinters",
    ];

    public static readonly IReadOnlyList<DemoClass> Classes =
    [
        new("Men Elite", 31_800_000, Women: false),
        new("Women Elite", 33_400_000, Women: true),
        new("Boys 15-16", 34_300_000, Women: false),
        new("Girls 15-16", 35_600_000, Women: true),
    ];

    public static readonly IReadOnlyList<string> Women =
    [
        "Ada", "Bea", "Carla", "Dina", "Elin", "Freya", "Greta", "Hanna", "Ines", "Jana", "Kaja", "Lotte", "Mira", "Nora", "Olivia", "Paula",
    ];

    public static readonly IReadOnlyList<string> Men =
    [
        "Aron", "Bruno", "Casper", "Dario", "Emil", "Felix", "Gustav", "Hugo", "Ivo", "Jonas", "Kian", "Luca", "Milan", "Noah", "Oscar", "Pavel",
    ];

    public static readonly IReadOnlyList<string> Families =
    [
        "Albrecht", "Barlow", "Castell", "Dahl", "Eklund", "Ferrand", "Garner", "Holm", "Ilves", "Jansen", "Kovar", "Lindqvist", "Moreau",
        "Novak", "Okafor", "Pereira", "Quist", "Rautio", "Sandoval", "Tamm", "Ulrich", "Varga", "Westby", "Ximenes", "Yilmaz", "Zeller",
        "Ashdown", "Brightwell", "Corvin", "Delacroix", "Everhart", "Fairbank",
    ];
}

/// <param name="PaceUs">What the better ones of the class need.</param>
internal sealed record DemoClass(string Name, long PaceUs, bool Women);
