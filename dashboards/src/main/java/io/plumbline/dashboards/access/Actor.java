package io.plumbline.dashboards.access;

/**
 * Who did something, for the audit.
 *
 * @param login of an account, or what was typed where nobody got in
 * @param address as the server saw it
 */
record Actor(String login, String address) {

    /** Plumbline itself. */
    static final Actor ITSELF = new Actor("plumbline", "");
}
