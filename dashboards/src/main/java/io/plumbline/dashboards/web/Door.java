package io.plumbline.dashboards.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.plumbline.dashboards.rights.Reader;
import java.util.Optional;

/** Knows who asks, and lets them in or not. Asked by {@link Routes} before every handler. */
public interface Door {

    /** Who asks; a stranger when nothing proves it. The same answer during one request. */
    Reader reader(Context ctx);

    /** Why the request is not let in; empty = it is. */
    Optional<Refusal> refusal(Context ctx, Route route);

    /** Called after a request was let in and answered. */
    void served(Context ctx, Route route);

    /** Keeps in the audit, where there is one, that the reader has done something. */
    void note(Context ctx, String action, String subject, String detail);

    /** What a form must carry in {@link #FORM_TOKEN}; may set a cookie. */
    String formToken(Context ctx);

    /** Name of the hidden field. */
    String FORM_TOKEN = "form-token";

    /** The same as a header, for scripts. */
    String FORM_TOKEN_HEADER = "X-Form-Token";

    /**
     * A no, with its reason for the reader.
     *
     * @param status 401 = login would help
     */
    record Refusal(HttpStatus status, String heading, String reason) {}
}
