package io.plumbline.standalone.cli;

import io.plumbline.standalone.process.Checkup;
import io.plumbline.standalone.process.Checkup.Finding;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Look at the machine, the settings, the services and the pipeline, and say what to do. Changes nothing.")
final class DoctorCommand implements Callable<Integer> {

    private final Clock clock;

    @Mixin
    private Settings settings;

    DoctorCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Quiet.unless(settings.verbose());
        List<Finding> findings = new Checkup(settings.load(), clock).findings();
        for (var finding : findings) {
            System.out.printf("%-5s %-14s %s%n", finding.verdict().word(), finding.subject(), finding.says());
        }
        return findings.stream().anyMatch(finding -> finding.verdict() == Checkup.Verdict.BAD) ? 1 : 0;
    }
}
