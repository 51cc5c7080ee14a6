package io.plumbline.dashboards.web;

import io.plumbline.dashboards.rights.Reader;
import io.plumbline.dashboards.rights.Right;
import java.util.function.Supplier;

/**
 * The frame around a page.
 *
 * @param title of the browser's tab, without the product's name
 * @param section entry of the navigation that is marked: overview, pulls, definitions, access, account or none
 * @param chart whether the page needs the chart library
 * @param reader who looks at it; the page leaves out what they may not open
 * @param formTokens what forms carry in their hidden field; asked only by pages that have a form
 */
public record Shell(
        Site site, String title, String section, boolean chart, Reader reader, Supplier<String> formTokens) {

    /** Before it is known who looks at it; {@link Views} fills that in. */
    Shell(Site site, String title, String section, boolean chart) {
        this(site, title, section, chart, Reader.STRANGER, () -> "");
    }

    Shell seenBy(Reader who, Supplier<String> tokens) {
        return new Shell(site, title, section, chart, who, tokens);
    }

    public String current(String candidate) {
        // Accounts are a part of administration.
        var marked = section.equals("access") ? "admin" : section;
        return marked.equals(candidate) ? "page" : null;
    }

    public boolean may(Right right) {
        return reader.may(right);
    }

    /** Login is off: everybody who reaches the server reads everything. */
    public boolean withoutLogin() {
        return !reader.isStranger() && !reader.hasAccount();
    }

    public String formToken() {
        return formTokens.get();
    }

    public String formTokenName() {
        return Door.FORM_TOKEN;
    }
}
