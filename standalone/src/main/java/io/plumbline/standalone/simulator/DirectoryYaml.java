package io.plumbline.standalone.simulator;

import java.io.IOException;
import java.time.LocalDate;

/** Writes the team directory of a simulated organisation; the format is in the package's description. */
public final class DirectoryYaml {
    private DirectoryYaml() {}

    /** Every name in it is a plain word of the simulator, so nothing needs quoting. */
    public static void write(SimulationPlan plan, Appendable out) throws IOException {
        Organisation organisation = Organisation.of(plan);
        LocalDate first = LocalDate.ofInstant(plan.from(), organisation.zone()).minusDays(1);
        out.append("# Teams of a simulated organisation: people, dates and repositories are fictional.\n");
        out.append("organisation: ").append(organisation.login()).append('\n');
        out.append("zone: ").append(organisation.zone().getId()).append('\n');
        out.append("teams:\n");
        for (Team team : organisation.teams()) {
            out.append("  - id: ").append(team.id()).append('\n');
            out.append("    name: ").append(team.name()).append('\n');
            out.append("    zone: ").append(team.calendar().zone().getId()).append('\n');
            out.append("    repositories:\n");
            for (Repository repository : team.repositories()) {
                out.append("      - { repository: ").append(repository.fullName());
                out.append(", id: ").append(Long.toString(repository.id()));
                out.append(", from: ").append(first.toString()).append(" }\n");
            }
            out.append("    members:\n");
            for (Person person : team.people()) {
                Account account = person.account();
                out.append("      - { login: ").append(account.login());
                out.append(", id: ").append(Long.toString(account.id()));
                out.append(", name: ").append(account.name());
                out.append(", email: ").append(account.email());
                out.append(", from: ").append(person.from().toString());
                if (person.until() != null) {
                    out.append(", until: ").append(person.until().toString());
                }
                out.append(" }\n");
            }
        }
        out.append("services:\n");
        for (Team team : organisation.teams()) {
            for (Repository repository : team.repositories()) {
                if (repository.deploys()) {
                    out.append("  - { id: ").append(repository.serviceId());
                    out.append(", name: ").append(repository.name());
                    out.append(", repository: ").append(repository.fullName()).append(" }\n");
                }
            }
        }
    }
}
