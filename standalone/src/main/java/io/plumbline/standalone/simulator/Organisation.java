package io.plumbline.standalone.simulator;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The simulated organisation: a pure function of the plan. */
record Organisation(String login, long id, ZoneId zone, List<Team> teams) {
    private static final List<String> TEAMS = List.of(
            "Payments",
            "Search",
            "Identity",
            "Checkout",
            "Catalogue",
            "Platform",
            "Logistics",
            "Mobile",
            "Insights",
            "Billing",
            "Messaging",
            "Media");
    private static final List<String> ZONES = List.of(
            "Europe/Berlin", "America/New_York", "Europe/London", "Asia/Kolkata", "America/Los_Angeles", "Asia/Tokyo");
    private static final List<String> FIRST = List.of(
            "Fern", "Alder", "Hazel", "Rowan", "Linden", "Sorrel", "Myrtle", "Juniper", "Aspen", "Briar", "Clover",
            "Dahlia", "Elder", "Flax", "Ginger", "Heath", "Iris", "Jasmine", "Kelp", "Laurel", "Maple", "Nettle",
            "Olive", "Poppy", "Quince", "Reed", "Saffron", "Tansy", "Violet", "Willow", "Yarrow", "Zinnia");
    private static final List<String> LAST = List.of(
            "Basalt",
            "Chalk",
            "Flint",
            "Gneiss",
            "Granite",
            "Jasper",
            "Marble",
            "Obsidian",
            "Onyx",
            "Opal",
            "Pumice",
            "Quartz",
            "Shale",
            "Slate",
            "Tuff",
            "Agate",
            "Beryl",
            "Calcite",
            "Dolomite",
            "Feldspar",
            "Garnet",
            "Halite",
            "Jade",
            "Kyanite",
            "Mica",
            "Olivine",
            "Pyrite",
            "Rutile",
            "Spinel",
            "Topaz",
            "Zircon");
    private static final List<String> KINDS = List.of("api", "web", "worker", "sdk", "gateway", "console", "jobs");
    private static final List<Language> LANGUAGES = List.of(
            Language.JAVA,
            Language.TYPESCRIPT,
            Language.GO,
            Language.PYTHON,
            Language.GO,
            Language.TYPESCRIPT,
            Language.PYTHON);
    private static final List<String> AREAS = List.of(
            "refunds",
            "ledger",
            "invoices",
            "ranking",
            "indexing",
            "synonyms",
            "sessions",
            "tokens",
            "roles",
            "cart",
            "coupons",
            "shipping",
            "products",
            "pricing",
            "images",
            "quotas",
            "scheduler",
            "storage",
            "routes",
            "tracking",
            "returns",
            "push",
            "offline",
            "reports",
            "alerts",
            "exports",
            "plans",
            "taxes",
            "inbox",
            "templates",
            "uploads",
            "captions");
    private static final List<List<AiReviewer>> REVIEWERS = List.of(
            List.of(AiReviewer.CODERABBIT),
            List.of(AiReviewer.COPILOT),
            List.of(AiReviewer.BUGBOT),
            List.of(AiReviewer.CODERABBIT, AiReviewer.BUGBOT),
            List.of());

    static Organisation of(SimulationPlan plan) {
        Dice dice = Dice.of(plan.seed()).fork("organisation");
        ZoneId zone = ZoneId.of(ZONES.get(0));
        LocalDate first = LocalDate.ofInstant(plan.from(), zone).minusDays(1);
        int count = plan.size().teams();
        List<List<Person>> people = people(plan, dice, first);
        Set<String> names = new HashSet<>();
        List<Team> teams = new ArrayList<>();
        for (int t = 0; t < count; t++) {
            String name = TEAMS.get(t % TEAMS.size()) + (t < TEAMS.size() ? "" : " " + (t / TEAMS.size() + 1));
            String id = small(name);
            List<Repository> repositories = new ArrayList<>();
            for (int r = 0; r < plan.size().repositoriesPerTeam(); r++) {
                repositories.add(repository(plan, dice.fork("repository", t * 1000L + r), t, r, id, names));
            }
            WorkCalendar calendar = new WorkCalendar(ZoneId.of(ZONES.get(t % ZONES.size())));
            teams.add(new Team(t, id, name, calendar, List.copyOf(people.get(t)), List.copyOf(repositories)));
        }
        return new Organisation(plan.organisation(), 920000001L, zone, List.copyOf(teams));
    }

    /** Most people stay where they are; a few join later, and one of every second team moves to the next team. */
    private static List<List<Person>> people(SimulationPlan plan, Dice dice, LocalDate first) {
        int teams = plan.size().teams();
        List<List<Person>> people = new ArrayList<>();
        for (int t = 0; t < teams; t++) {
            people.add(new ArrayList<>());
        }
        LocalDate middle = first.plusDays(plan.weeks() * 7L / 2);
        int number = 0;
        for (int t = 0; t < teams; t++) {
            for (int p = 0; p < plan.size().peoplePerTeam(); p++) {
                Account account = person(plan.organisation(), number++);
                boolean late =
                        p >= 3 && plan.weeks() >= 8 && dice.fork("late", number).chance(0.12);
                LocalDate from = late ? first.plusDays(14 + plan.weeks()) : first;
                boolean moves = p == 3 && t % 2 == 0 && t + 1 < teams && plan.weeks() >= 8;
                people.get(t).add(new Person(account, from, moves ? middle : null));
                if (moves) {
                    people.get(t + 1).add(new Person(account, middle, null));
                }
            }
        }
        return people;
    }

    private static Account person(String organisation, int number) {
        // 32 and 31 have no common divisor, so 992 pairs pass before one repeats.
        String first = FIRST.get(number % FIRST.size());
        String last = LAST.get(number % LAST.size());
        int round = number / (FIRST.size() * LAST.size());
        String name = first + " " + last + (round == 0 ? "" : " " + (round + 1));
        String login = small(name);
        return new Account(login, 900000001L + number, "User", name, login + "@" + organisation + ".example");
    }

    private static Repository repository(
            SimulationPlan plan, Dice dice, int team, int index, String teamId, Set<String> names) {
        int number = team * plan.size().repositoriesPerTeam() + index;
        int kind = number % KINDS.size();
        String name = teamId + "-" + KINDS.get(kind);
        if (!names.add(name)) {
            name = name + "-" + (index + 1);
            names.add(name);
        }
        List<String> areas = new ArrayList<>();
        for (int a = 0; a < 3; a++) {
            areas.add(AREAS.get((team * 3 + a) % AREAS.size()));
        }
        double share = 1 / StrictMath.pow(index + 1.0, plan.mix().repositorySkew());
        return new Repository(
                plan.organisation(),
                920000001L,
                910000001L + number,
                name,
                teamId,
                LANGUAGES.get(kind),
                List.copyOf(areas),
                plan.mix().difficultySpread() * dice.fork("difficulty").gaussian(),
                share,
                REVIEWERS.get(number % REVIEWERS.size()),
                kind != KINDS.indexOf("sdk"),
                number % 3 == 0,
                number % 4 != 3,
                "PSIM" + String.valueOf(1001 + number));
    }

    private static String small(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '-');
    }
}
