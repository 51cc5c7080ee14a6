package io.plumbline.standalone.simulator;

import java.time.LocalDate;

/** A person's time in a team; {@code until} is the first day no longer a member, null while there is no end. */
record Person(Account account, LocalDate from, LocalDate until) {
    boolean on(LocalDate date) {
        return !date.isBefore(from) && (until == null || date.isBefore(until));
    }
}
