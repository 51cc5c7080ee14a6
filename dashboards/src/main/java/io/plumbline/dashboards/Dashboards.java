package io.plumbline.dashboards;

import io.javalin.config.JavalinConfig;
import io.plumbline.dashboards.acceptance.AcceptancePage;
import io.plumbline.dashboards.access.Access;
import io.plumbline.dashboards.administration.AdministrationPage;
import io.plumbline.dashboards.annotation.Annotations;
import io.plumbline.dashboards.annotation.NotesPage;
import io.plumbline.dashboards.card.Cards;
import io.plumbline.dashboards.decision.DecisionDesk;
import io.plumbline.dashboards.defects.DefectsPage;
import io.plumbline.dashboards.definitions.DefinitionsPage;
import io.plumbline.dashboards.figure.Sources;
import io.plumbline.dashboards.flow.FlowPage;
import io.plumbline.dashboards.health.HealthPage;
import io.plumbline.dashboards.impact.ImpactPage;
import io.plumbline.dashboards.inventory.Inventory;
import io.plumbline.dashboards.inventory.OrganisationZone;
import io.plumbline.dashboards.mail.MailSettings;
import io.plumbline.dashboards.mailroom.Mailroom;
import io.plumbline.dashboards.measure.Measures;
import io.plumbline.dashboards.overview.OverviewPage;
import io.plumbline.dashboards.privacy.OwnPage;
import io.plumbline.dashboards.privacy.PeopleFloor;
import io.plumbline.dashboards.production.DeploymentPage;
import io.plumbline.dashboards.production.IncidentPage;
import io.plumbline.dashboards.pullrequest.PullRequestPage;
import io.plumbline.dashboards.pullrequests.PullRequestsPage;
import io.plumbline.dashboards.raw.DeliveryPage;
import io.plumbline.dashboards.rework.ReworkPage;
import io.plumbline.dashboards.rights.Reader;
import io.plumbline.dashboards.sql.Database;
import io.plumbline.dashboards.sqlconsole.SqlConsole;
import io.plumbline.dashboards.teams.TeamsPage;
import io.plumbline.dashboards.web.Assets;
import io.plumbline.dashboards.web.Frame;
import io.plumbline.dashboards.web.Routes;
import io.plumbline.dashboards.web.Security;
import io.plumbline.dashboards.web.Site;
import io.plumbline.dashboards.web.Views;
import java.net.URI;
import java.time.Clock;
import java.util.List;

/**
 * All pages, ready to be added to a server.
 *
 * <p>Failure semantics: construction opens nothing; a page asks ClickHouse when it is asked for and answers 503 with the
 * reason while ClickHouse is away.
 */
public final class Dashboards implements AutoCloseable {

    private static final String NO_DESK =
            "this process does not reach Kafka. The command line can: plumbline directory, identity, origin, rules.";

    private final DashboardsConfig config;
    private final Access access;
    private final DecisionDesk desk;
    private final Database database;
    private final Clock clock;
    private MailSettings mail = MailSettings.off(URI.create(""));
    private boolean privateTargets;
    private Mailroom mailroom;

    /**
     * Without login.
     *
     * @throws IllegalArgumentException when the server would not listen on loopback only
     */
    public Dashboards(DashboardsConfig config, Clock clock) {
        this(config, Access.withoutLogin(), clock);
    }

    /**
     * @param access who may see what; stays the caller's to close
     * @param clock decides what "the last 12 weeks" are and what is still provisional
     * @throws IllegalArgumentException when the server would be open to others without login
     */
    public Dashboards(DashboardsConfig config, Access access, Clock clock) {
        this(config, access, DecisionDesk.closed(NO_DESK), clock);
    }

    /** @param desk takes decisions on teams, identities and origins; stays the caller's to close */
    public Dashboards(DashboardsConfig config, Access access, DecisionDesk desk, Clock clock) {
        if (!access.hasLogin() && !config.isLoopback()) {
            throw new IllegalArgumentException("Without login the pages listen on loopback only, not on "
                    + config.bindHost() + ": choose access local or oidc, or bind to 127.0.0.1");
        }
        this.config = config;
        this.access = access;
        this.desk = desk;
        this.clock = clock;
        this.database = new Database(config.jdbcUrl(), config.user(), config.password());
    }

    /**
     * Adds every route, the static files, the page for unknown addresses, and a filter that puts the security headers on
     * every answer of the server and checks the Host header of everything but {@code /webhooks/..}. Call it once, inside
     * {@code Javalin.create(..)}; other modules may add their routes before or after.
     */
    public void register(JavalinConfig server) {
        var zone = new OrganisationZone(database, config.zone(), clock);
        var site = new Site(config.organisation(), config.banner(), zone, config.rawPayloads(), new Assets());
        var views = new Views(site, access.door());
        var annotations = new Annotations(database, access.store());
        var inventory = new Inventory(database, zone, annotations);
        var frame = new Frame(views, new Security(config.isLoopback(), access.publicUrl()));
        frame.addTo(server.routes);
        var floor = new PeopleFloor(database, inventory, zone, clock, config.minimumPeople());
        var routes = new Routes(server.routes, views, access.door(), floor);
        frame.addTo(routes);
        new OverviewPage(views, database, inventory, floor, clock).addTo(routes);
        var cards = new Cards(views, database, inventory, clock, List.of());
        var sources = new Sources(database, inventory::version);
        new ImpactPage(new Cards(views, database, inventory, clock, ImpactPage.KEYS), database).addTo(routes);
        new AcceptancePage(new Cards(views, database, inventory, clock, AcceptancePage.KEYS), sources).addTo(routes);
        var reworkCards = new Cards(views, database, inventory, clock, ReworkPage.KEYS);
        new ReworkPage(reworkCards, new Measures(reworkCards, database), sources).addTo(routes);
        new DefectsPage(new Cards(views, database, inventory, clock, DefectsPage.KEYS), sources).addTo(routes);
        new FlowPage(new Cards(views, database, inventory, clock, FlowPage.KEYS), sources).addTo(routes);
        new TeamsPage(views, cards, database, inventory).addTo(routes);
        new PullRequestsPage(views, database, inventory, clock).addTo(routes);
        new PullRequestPage(views, database, desk, clock).addTo(routes);
        new IncidentPage(views, database).addTo(routes);
        new DeploymentPage(views, database).addTo(routes);
        new AdministrationPage(views, database, desk, config.minimumPeople(), clock).addTo(routes);
        new OwnPage(views, database, desk, clock).addTo(routes);
        new DeliveryPage(views, database).addTo(routes);
        new NotesPage(views, annotations, inventory::teams, clock).addTo(routes);
        new DefinitionsPage(views).addTo(routes);
        new SqlConsole(views, config.console(), access, database, clock).addTo(routes);
        access.addTo(routes, views, inventory::teams);
        mailroom = new Mailroom(
                new Mailroom.Parts(
                        access.store().orElse(null),
                        access::reader,
                        database,
                        annotations,
                        mail,
                        privateTargets,
                        config.organisation(),
                        zone),
                clock);
        mailroom.addTo(routes, views, reader -> teams(inventory, reader));
        new HealthPage(cards, views, database, mailroom.ledger(), config.freshness(), clock).addTo(routes);
    }

    /** Those that own pull requests and that the reader may see. */
    private static List<String> teams(Inventory inventory, Reader reader) {
        return inventory.teams().stream().filter(reader.teams()::include).toList();
    }

    /**
     * Before {@link #register}: how mail leaves; without, digests are previews only.
     *
     * @param privateAddresses whether webhooks of alerts may lead to loopback and private addresses
     */
    public Dashboards withMail(MailSettings settings, boolean privateAddresses) {
        this.mail = settings;
        this.privateTargets = privateAddresses;
        return this;
    }

    /** After {@link #register}: begins to send what is due. */
    public void startMail() {
        mailroom.start();
    }

    @Override
    public void close() {
        if (mailroom != null) {
            mailroom.close();
        }
        database.close();
    }
}
