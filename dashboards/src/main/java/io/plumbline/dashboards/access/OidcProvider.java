package io.plumbline.dashboards.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Talks to the OpenID provider: discovery at the first login, code flow with PKCE, ID token checked for signature, issuer,
 * audience, times and nonce.
 *
 * <p>Failure semantics: every failure is an {@link OidcException} that names the step; nothing is retried, the person has a
 * link for that. Discovery that failed is tried again at the next login.
 */
final class OidcProvider {

    private static final Logger LOG = LoggerFactory.getLogger(OidcProvider.class);
    private static final int TIMEOUT_MILLIS = (int) Duration.ofSeconds(5).toMillis();

    /** Signatures with a public key only: a symmetric one would let everybody who knows the client's secret be anybody. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final OidcSettings settings;
    private OIDCProviderMetadata metadata;

    OidcProvider(OidcSettings settings) {
        this.settings = settings;
    }

    private synchronized OIDCProviderMetadata metadata() {
        if (metadata == null) {
            try {
                metadata = OIDCProviderMetadata.resolve(new Issuer(settings.issuer()), TIMEOUT_MILLIS, TIMEOUT_MILLIS);
            } catch (GeneralException | IOException e) {
                LOG.warn("Discovery of {} failed: {}", settings.issuer(), e.getMessage());
                throw new OidcException("The provider " + settings.issuer() + " does not answer as expected.", e);
            }
        }
        return metadata;
    }

    /** Where to send the browser. */
    URI authorisation(URI back, String state, String nonce, String verifier) {
        var scopes = new LinkedHashSet<>(settings.scopes());
        scopes.add("openid");
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        new Scope(scopes.toArray(String[]::new)),
                        new ClientID(settings.clientId()),
                        back)
                .endpointURI(metadata().getAuthorizationEndpointURI())
                .state(new State(state))
                .nonce(new Nonce(nonce))
                .codeChallenge(new CodeVerifier(verifier), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /** Whether an answer that names its issuer (RFC 9207) comes from this provider; one that does not name it may. */
    boolean isIssuer(String named) {
        return named == null || named.equals(settings.issuer().toString());
    }

    /** Redeems the code and checks what the provider says. */
    OidcPerson person(String code, URI back, String nonce, String verifier) {
        var tokens = redeem(code, back, verifier);
        var idToken = tokens.getOIDCTokens().getIDToken();
        var claims = validated(idToken, nonce);
        var subject = claims.getSubject().getValue();
        var groups =
                claims.getClaim(settings.groupsClaim()) == null && metadata().getUserInfoEndpointURI() != null
                        ? groups(userInfo(tokens.getOIDCTokens().getAccessToken(), subject))
                        : groups(claims);
        return new OidcPerson(
                settings.issuer().toString(),
                subject,
                text(claims, "email"),
                Boolean.TRUE.equals(claims.getBooleanClaim("email_verified")),
                text(claims, "preferred_username"),
                text(claims, "name"),
                groups);
    }

    private OIDCTokenResponse redeem(String code, URI back, String verifier) {
        var client = new ClientID(settings.clientId());
        var grant = new AuthorizationCodeGrant(new AuthorizationCode(code), back, new CodeVerifier(verifier));
        var endpoint = metadata().getTokenEndpointURI();
        var request = settings.clientSecret().isEmpty()
                ? new TokenRequest.Builder(endpoint, client, grant).build()
                : new TokenRequest.Builder(
                                endpoint, new ClientSecretBasic(client, new Secret(settings.clientSecret())), grant)
                        .build();
        try {
            var response =
                    OIDCTokenResponseParser.parse(timed(request.toHTTPRequest()).send());
            if (!response.indicatesSuccess()) {
                var error = response.toErrorResponse().getErrorObject();
                LOG.warn("Token endpoint of {}: {} {}", settings.issuer(), error.getCode(), error.getDescription());
                throw new OidcException("The provider did not accept the login: " + error.getCode() + ".");
            }
            return (OIDCTokenResponse) response.toSuccessResponse();
        } catch (GeneralException | IOException e) {
            LOG.warn("Token endpoint of {}: {}", settings.issuer(), e.getMessage());
            throw new OidcException("The provider's answer to the login cannot be used.", e);
        }
    }

    private static HTTPRequest timed(HTTPRequest request) {
        request.setConnectTimeout(TIMEOUT_MILLIS);
        request.setReadTimeout(TIMEOUT_MILLIS);
        return request;
    }

    /** Signature, issuer, audience, times and nonce. */
    IDTokenClaimsSet validated(JWT idToken, String nonce) {
        if (!(idToken.getHeader().getAlgorithm() instanceof JWSAlgorithm algorithm)
                || !ALGORITHMS.contains(algorithm)) {
            throw new OidcException("The provider signs with "
                    + idToken.getHeader().getAlgorithm() + "; only signatures with a public key are accepted.");
        }
        try {
            var validator = new IDTokenValidator(
                    new Issuer(settings.issuer()),
                    new ClientID(settings.clientId()),
                    algorithm,
                    metadata().getJWKSetURI().toURL(),
                    new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS));
            return validator.validate(idToken, new Nonce(nonce));
        } catch (BadJOSEException | JOSEException | IOException e) {
            LOG.warn("ID token of {}: {}", settings.issuer(), e.getMessage());
            throw new OidcException("The provider's ID token is not valid: " + e.getMessage() + ".", e);
        }
    }

    private ClaimsSet userInfo(AccessToken token, String subject) {
        try {
            var request = new UserInfoRequest(metadata().getUserInfoEndpointURI(), token);
            var response = UserInfoResponse.parse(timed(request.toHTTPRequest()).send());
            if (!response.indicatesSuccess()) {
                throw new OidcException("The provider does not tell the person's groups.");
            }
            var info = response.toSuccessResponse().getUserInfo();
            if (info == null || !subject.equals(info.getSubject().getValue())) {
                throw new OidcException("The provider's user info is about somebody else.");
            }
            return info;
        } catch (GeneralException | IOException e) {
            LOG.warn("User info of {}: {}", settings.issuer(), e.getMessage());
            throw new OidcException("The provider's user info cannot be read.", e);
        }
    }

    /** A list, or one text, as some providers write it. */
    private List<String> groups(ClaimsSet claims) {
        var claim = claims.getClaim(settings.groupsClaim());
        var groups = new ArrayList<String>();
        if (claim instanceof List<?> several) {
            several.forEach(one -> groups.add(String.valueOf(one)));
        } else if (claim instanceof String one) {
            groups.add(one);
        }
        return groups;
    }

    private static String text(ClaimsSet claims, String name) {
        var value = claims.getStringClaim(name);
        return value == null ? "" : value;
    }
}
