package io.plumbline.dashboards.web;

import io.javalin.http.HandlerType;
import io.plumbline.dashboards.rights.Right;

/**
 * One address and what it asks of its reader.
 *
 * @param path as registered, such as {@code /pr/{provider}/{owner}/{name}/{number}}
 * @param data answers programs (JSON, CSV, text) and so refuses in JSON; otherwise a page for people
 * @param question a POST that asks and changes nothing of the reader's, so that API tokens may send it too
 */
public record Route(HandlerType method, String path, Right right, boolean data, boolean question) {

    /** Whether it changes anything, and so wants the form's token. */
    public boolean changes() {
        return !HandlerType.GET.equals(method);
    }

    @Override
    public String toString() {
        return method.name() + " " + path;
    }
}
