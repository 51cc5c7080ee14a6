package io.plumbline.standalone.simulator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A team with its people and repositories; the index is its place in the organisation. */
record Team(
        int index, String id, String name, WorkCalendar calendar, List<Person> people, List<Repository> repositories) {

    List<Account> membersOn(LocalDate date) {
        List<Account> members = new ArrayList<>(people.size());
        for (Person person : people) {
            if (person.on(date)) {
                members.add(person.account());
            }
        }
        return members;
    }
}
