package io.plumbline.dashboards.web;

import io.javalin.http.HandlerType;
import io.plumbline.dashboards.rights.Right;

/**
 * One address and what it asks of its reader.
 *
 * @param path as registered, such as {@code /pr/{provider}/{owner}/{name}/{number}}
 * @param data answers programs (JSON, CSV, text) and so refuses in JSON; otherwise a page for people
 * @param question a POST that asks and changes nothing of the reader's, so that API tokens may send it too
 * @param signed its address proves itself, so that a mail program may POST to it without cookie and form
 * @param sides shows AI-written work beside the rest, or one of the two alone
 */
public record Route(
        HandlerType method, String path, Right right, boolean data, boolean question, boolean signed, boolean sides) {

    /** Whether it changes anything. */
    public boolean changes() {
        return !HandlerType.GET.equals(method);
    }

    /** Whether it has to be sent from a form of ours. */
    public boolean wantsForm() {
        return changes() && !signed;
    }

    Route ofSides() {
        return new Route(method, path, right, data, question, signed, true);
    }

    @Override
    public String toString() {
        return method.name() + " " + path;
    }
}
