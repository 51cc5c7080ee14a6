package io.plumbline.streams.suggestion;

import io.plumbline.schema.event.Account;

/** Whose address is in a trailer, as far as somebody knows more than the trailer says. */
@FunctionalInterface
public interface Mailboxes {

    /** Of an organisation that has said nothing about its people's addresses. */
    Mailboxes UNKNOWN = (provider, account, mail) -> false;

    /** @param mail lower case */
    boolean belongsTo(String provider, Account account, String mail);
}
