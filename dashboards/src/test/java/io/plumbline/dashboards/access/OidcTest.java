package io.plumbline.dashboards.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.plumbline.dashboards.rights.Role;
import io.plumbline.dashboards.rights.Teams;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.http.NettyWrapper;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Login at a real OpenID provider in this process, step by step as a browser goes. */
class OidcTest {

    private static final String CLIENT = "plumbline";

    @TempDir
    private Path folder;

    private MockOAuth2Server provider;
    private House house;

    @BeforeEach
    void open() {
        provider = new MockOAuth2Server(
                new OAuth2Config(false, null, null, false, new OAuth2TokenProvider(), Set.of(), new NettyWrapper()));
        provider.start();
        house = house(List.of("example.org"), null);
    }

    private House house(List<String> domains, Role otherwise) {
        var oidc = new OidcSettings(
                provider.issuerUrl("acme").uri(),
                CLIENT,
                "a client secret",
                List.of("profile", "email"),
                "groups",
                Map.of("plumbline-admins", Role.ADMIN, "managers", Role.MANAGER, "analysts", Role.ANALYST),
                Map.of("squad-payments", List.of("payments"), "directors", List.of("*")),
                otherwise,
                List.of(),
                domains);
        return House.at(folder, settings -> settings.withOidc(oidc));
    }

    @AfterEach
    void close() {
        house.close();
        provider.shutdown();
    }

    private void says(String subject, Map<String, Object> claims) {
        provider.enqueueCallback(new DefaultOAuth2TokenCallback("acme", subject, "JWT", List.of(CLIENT), claims, 3600));
    }

    private static Map<String, Object> grace(Object groups) {
        var claims = new HashMap<String, Object>();
        claims.put("email", "grace@example.org");
        claims.put("email_verified", true);
        claims.put("name", "Grace H.");
        claims.put("groups", groups);
        return claims;
    }

    /** To the provider and back, up to the answer of the callback. */
    private HttpResponse<String> go(Visitor visitor, String next) {
        return visitor.get(answer(visitor, next));
    }

    /** Where the provider sends the browser. */
    private static String answer(Visitor visitor, String next) {
        var leave = visitor.get("/login/oidc" + next);
        assertThat(leave.statusCode()).as(leave.body()).isEqualTo(303);
        var answer = visitor.get(Visitor.location(leave));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return Visitor.location(answer);
    }

    @Test
    void somebodyOfAGroupGetsItsRoleAndTeams() {
        says("sub-grace", grace(List.of("managers", "squad-payments", "others")));
        var visitor = house.visitor();

        var answer = go(visitor, "?next=%2Fpulls%3Fperiod%3Dall");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        assertThat(Visitor.location(answer)).isEqualTo("/pulls?period=all");
        var account = house.desk().accounts().byLogin("grace@example.org").orElseThrow();
        assertThat(account.role()).isEqualTo(Role.MANAGER);
        assertThat(account.teams()).isEqualTo(Teams.only(List.of("payments")));
        assertThat(account.name()).isEqualTo("Grace H.");
        assertThat(account.hasPassword()).isFalse();
        assertThat(visitor.get("/account").body()).contains("Grace H.").doesNotContain("name=\"current\"");
        assertThat(house.desk().audit().read(Audit.LOGIN, "", 0, 10))
                .singleElement()
                .satisfies(entry -> assertThat(entry.detail()).isEqualTo("oidc"));
    }

    @Test
    void theRequestCarriesStateNonceAndAChallenge() {
        var leave = house.visitor().get("/login/oidc");
        var address = URI.create(Visitor.location(leave));
        var query = query(address);

        assertThat(query)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", CLIENT)
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("redirect_uri", house.server.url() + "/login/oidc/callback");
        assertThat(query.get("code_challenge")).hasSize(43);
        assertThat(query.get("state")).hasSize(43).isNotEqualTo(query.get("nonce"));
        assertThat(query.get("scope").split(" ")).contains("openid", "profile", "email");
        assertThat(leave.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("plumbline-flow=")
                .contains("HttpOnly", "SameSite=Lax", "Max-Age=600")
                .doesNotContain(query.get("state"));
    }

    private static Map<String, String> query(URI address) {
        var query = new HashMap<String, String>();
        for (var pair : address.getRawQuery().split("&")) {
            var parts = pair.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    @Test
    void roleAndTeamsFollowTheGroupsAtEachLogin() {
        says("sub-grace", grace(List.of("managers", "squad-payments")));
        go(house.visitor(), "");
        var claims = grace("analysts");
        claims.put("email", "renamed@example.org");
        says("sub-grace", claims);

        go(house.visitor(), "");

        var account = house.desk().accounts().byLogin("grace@example.org").orElseThrow();
        assertThat(account.role()).isEqualTo(Role.ANALYST);
        assertThat(account.teams()).as("in no group that names a team").isEqualTo(Teams.only(List.of()));
        assertThat(house.desk().accounts().all()).hasSize(1);
        assertThat(house.desk().audit().read(Audit.ACCOUNT_CHANGED, "", 0, 10))
                .singleElement()
                .satisfies(entry -> assertThat(entry.detail()).isEqualTo("manager, payments -> analyst, no team yet"));
    }

    @Test
    void whoeverIsInNoGroupIsNotLetInUnlessThereIsADefault() {
        says("sub-grace", grace(List.of()));
        var refused = go(house.visitor(), "");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("is in no group that has a role here");

        house.close();
        house = house(List.of(), Role.VIEWER);
        says("sub-grace", grace(List.of()));
        assertThat(go(house.visitor(), "").statusCode()).isEqualTo(303);
        assertThat(house.desk()
                        .accounts()
                        .byLogin("grace@example.org")
                        .orElseThrow()
                        .role())
                .isEqualTo(Role.VIEWER);
    }

    @Test
    void onlyVerifiedAddressesOfOurDomainsAreLetIn() {
        var refusals = new ArrayList<String>();
        for (var change : List.<Map<String, Object>>of(
                Map.of("email", "grace@evil.example"),
                Map.of("email", "grace@example.org.evil.example"),
                Map.of("email", "grace@example.org", "email_verified", false),
                Map.of("email", ""))) {
            var claims = grace(List.of("managers"));
            claims.putAll(change);
            says("sub", claims);
            var answer = go(house.visitor(), "");
            assertThat(answer.statusCode()).isEqualTo(403);
            refusals.add(answer.body());
        }

        assertThat(refusals.get(0)).contains("not of a domain");
        assertThat(refusals.get(1)).contains("not of a domain");
        assertThat(refusals.get(2)).contains("has not verified");
        assertThat(refusals.get(3)).contains("does not tell a verified e-mail address");
        assertThat(house.desk().accounts().all()).isEmpty();
    }

    @Test
    void anAccountWithTheSameLoginIsNeverTakenOver() {
        house.account("grace@example.org", Role.ADMIN, Teams.ALL);
        says("sub-impostor", grace(List.of("managers")));

        var answer = go(house.visitor(), "");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("is taken");
        assertThat(house.desk()
                        .accounts()
                        .byLogin("grace@example.org")
                        .orElseThrow()
                        .role())
                .isEqualTo(Role.ADMIN);
    }

    @Test
    void aDisabledAccountStaysOut() {
        says("sub-grace", grace(List.of("managers")));
        go(house.visitor(), "");
        house.desk().accounts().setDisabled(Actor.ITSELF, house.id("grace@example.org"), true);
        says("sub-grace", grace(List.of("managers")));

        assertThat(go(house.visitor(), "").body()).contains("is disabled here");
    }

    @Test
    void anAnswerCountsOnceForTheBrowserThatAsked() {
        says("sub-grace", grace(List.of("managers")));
        var victim = house.visitor();
        var attacker = house.visitor();
        var answer = answer(attacker, "");

        assertThat(victim.get(answer).statusCode()).as("no flow here").isEqualTo(403);
        victim.get("/login/oidc");
        assertThat(victim.get(answer).statusCode()).as("another flow here").isEqualTo(403);
        assertThat(victim.session()).isNull();

        assertThat(attacker.get(answer).statusCode()).isEqualTo(303);
        assertThat(attacker.get(answer).statusCode()).as("once").isEqualTo(403);
    }

    @Test
    void aWrongStateAnotherIssuerAnErrorAndAMissingCodeAreRefused() {
        for (var change : List.of("state", "iss", "error", "code")) {
            says("sub-grace", grace(List.of("managers")));
            var visitor = house.visitor();
            var query = query(URI.create(answer(visitor, "")));
            switch (change) {
                case "state" -> query.put("state", "x" + query.get("state").substring(1));
                case "iss" -> query.put("iss", "https://evil.example");
                case "error" -> query.put("error", "access_denied");
                default -> query.remove("code");
            }
            var address = new StringBuilder("/login/oidc/callback?");
            query.forEach((key, value) -> address.append(key)
                    .append('=')
                    .append(java.net.URLEncoder.encode(value, StandardCharsets.UTF_8))
                    .append('&'));

            assertThat(visitor.get(address.toString()).statusCode()).as(change).isEqualTo(403);
            assertThat(visitor.session()).isNull();
        }
    }

    @Test
    void aTokenForAnotherClientLoginIssuerOrTimeIsRefused() {
        var asked = new OidcProvider(house.desk().settings().oidc());
        assertThat(asked.validated(token("acme", CLIENT, "this-login", 3600), "this-login")
                        .getSubject()
                        .getValue())
                .isEqualTo("sub-grace");

        assertThatThrownBy(() -> asked.validated(token("acme", "another-client", "this-login", 3600), "this-login"))
                .hasMessageContaining("ID token is not valid");
        assertThatThrownBy(() -> asked.validated(token("acme", CLIENT, "another-login", 3600), "this-login"))
                .hasMessageContaining("ID token is not valid");
        assertThatThrownBy(() -> asked.validated(token("evil", CLIENT, "this-login", 3600), "this-login"))
                .hasMessageContaining("ID token is not valid");
        assertThatThrownBy(() -> asked.validated(token("acme", CLIENT, "this-login", -3600), "this-login"))
                .hasMessageContaining("ID token is not valid");
    }

    private SignedJWT token(String issuer, String audience, String nonce, long seconds) {
        return provider.issueToken(
                issuer,
                audience,
                new DefaultOAuth2TokenCallback(
                        issuer, "sub-grace", "JWT", List.of(audience), Map.of("nonce", nonce), seconds));
    }

    @Test
    void aTokenThatNobodySignedOrThatTheClientCouldHaveSignedIsRefused() throws Exception {
        var asked = new OidcProvider(house.desk().settings().oidc());
        var claims = token("acme", CLIENT, "n", 3600).getJWTClaimsSet();
        var symmetric = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        symmetric.sign(new MACSigner("a client secret, a client secret, a client secret"));

        assertThatThrownBy(() -> asked.validated(new PlainJWT(claims), "n"))
                .hasMessageContaining("only signatures with a public key");
        assertThatThrownBy(() -> asked.validated(symmetric, "n"))
                .hasMessageContaining("only signatures with a public key");
        var parts = token("acme", CLIENT, "n", 3600).serialize().split("\\.");
        var forged = parts[0] + "." + new PlainJWT(claims).serialize().split("\\.")[1] + "." + parts[2];
        assertThatThrownBy(() -> asked.validated(SignedJWT.parse(forged), "another"))
                .hasMessageContaining("ID token is not valid");
    }

    @Test
    void aCodeWithoutTheVerifierOfItsLoginIsRefused() {
        says("sub-grace", grace(List.of("managers")));
        var visitor = house.visitor();
        var answer = answer(visitor, "");
        house.desk()
                .store()
                .withHandle(handle -> handle.execute("UPDATE login_flow SET verifier = ?", Secrets.random()));

        assertThat(visitor.get(answer).statusCode()).isEqualTo(403);
        assertThat(visitor.session()).isNull();
    }

    @Test
    void afterLoginOneStaysHere() {
        says("sub-grace", grace(List.of("managers")));

        assertThat(Visitor.location(go(house.visitor(), "?next=%2F%2Fevil.example%2F")))
                .isEqualTo("/");
    }

    @Test
    void aProviderThatDoesNotAnswerIsSaidAndPasswordsStillWork() {
        house.account("ada", Role.ADMIN, Teams.ALL);
        provider.shutdown();

        var answer = house.visitor().get("/login/oidc");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("does not answer as expected");
        assertThat(house.visitor().get("/login").body()).contains("/login/oidc", "Or with an account of this server");
        house.loggedIn("ada");
    }
}
