package io.plumbline.ingest.github;

import io.plumbline.schema.event.Account;

/** Accounts as a payload states them. */
final class Accounts {

    static final Shape SHAPE = Shape.of("login", "id", "type");

    private Accounts() {}

    /** Null for nobody and for a deleted account, which GitHub sends as null or without login. */
    static Account of(Part user) throws PayloadException {
        if (user == null) {
            return null;
        }
        var login = user.text("login");
        return login == null ? null : new Account(login, user.number("id"), user.text("type"));
    }

    /** GH Archive's actor has no account type; the same account elsewhere in the payload does. */
    static Account typed(Account actor, Account... known) {
        if (actor == null || actor.getType() != null || actor.getId() == null) {
            return actor;
        }
        for (var account : known) {
            if (account != null && actor.getId().equals(account.getId()) && account.getType() != null) {
                return new Account(actor.getLogin(), actor.getId(), account.getType());
            }
        }
        return actor;
    }
}
