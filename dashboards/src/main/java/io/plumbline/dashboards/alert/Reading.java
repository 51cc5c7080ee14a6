package io.plumbline.dashboards.alert;

import java.time.LocalDate;

/**
 * What a rule was found to be.
 *
 * @param value in the rule's unit; only meaningful when n is above 0
 * @param n units that it is made of
 * @param people behind the team's figures; below five nothing is said
 * @param from first day of the window
 * @param to last day
 */
record Reading(double value, long n, int people, LocalDate from, LocalDate to) {

    static final int LEAST_PEOPLE = 5;

    boolean isEnough(int minimum) {
        return n >= Math.max(1, minimum) && people >= LEAST_PEOPLE;
    }
}
