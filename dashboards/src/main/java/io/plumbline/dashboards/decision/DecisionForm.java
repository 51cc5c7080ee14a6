package io.plumbline.dashboards.decision;

import io.javalin.http.Context;
import io.plumbline.dashboards.rights.Reader;
import java.util.List;

/** Fields that every form of a decision has. */
public final class DecisionForm {

    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_FIELD = 900_000;

    /** Where login is off nobody is known by name. */
    private static final String SOMEBODY_HERE = "somebody at this machine";

    private DecisionForm() {}

    /** @throws DecisionRefusedException without a reason */
    public static DecisionDesk.By by(Context ctx, Reader reader) {
        return new DecisionDesk.By(reader.hasAccount() ? reader.login() : SOMEBODY_HERE, reason(ctx));
    }

    /** @throws DecisionRefusedException when it is empty or too long */
    public static String reason(Context ctx) {
        var reason = required(ctx, "reason", "The reason");
        if (reason.length() > LONGEST_REASON || reason.chars().anyMatch(Character::isISOControl)) {
            throw new DecisionRefusedException(
                    List.of("The reason has at most " + LONGEST_REASON + " characters, on one line."));
        }
        return reason;
    }

    /** @throws DecisionRefusedException when it is empty */
    public static String required(Context ctx, String field, String name) {
        var text = ctx.formParam(field);
        if (text == null || text.isBlank()) {
            throw new DecisionRefusedException(List.of(name + " is missing."));
        }
        if (text.length() > LONGEST_FIELD) {
            throw new DecisionRefusedException(List.of(name + " is too long."));
        }
        return text.strip();
    }
}
