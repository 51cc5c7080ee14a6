package io.plumbline.standalone.reconcile.recount;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An account of a payload.
 *
 * @param id null = not stated
 * @param type null = not stated
 */
record Who(String login, Long id, String type) {

    /** Null for nobody. */
    static Who of(JsonNode user) throws Unreadable {
        var login = Tree.text(user, "login");
        return login == null ? null : new Who(login, Tree.number(user, "id"), Tree.text(user, "type"));
    }

    /** The archive's actor has no type; another mention of the same account may. */
    static Who withTypeOf(Who actor, Who... others) {
        if (actor != null && actor.type == null && actor.id != null) {
            for (var other : others) {
                if (other != null && actor.id.equals(other.id) && other.type != null) {
                    return new Who(actor.login, actor.id, other.type);
                }
            }
        }
        return actor;
    }

    /** The number decides where both state one; two logins can be one account. */
    static boolean same(Who left, Who right) {
        if (left == null || right == null) {
            return false;
        }
        return (left.id != null && right.id != null)
                ? left.id.equals(right.id)
                : left.login.equalsIgnoreCase(right.login);
    }
}
