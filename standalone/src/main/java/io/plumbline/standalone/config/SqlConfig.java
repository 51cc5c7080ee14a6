package io.plumbline.standalone.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;
import java.util.List;

/**
 * The SQL console's user and what each person may ask.
 *
 * @param user of an own ClickHouse; empty = no console there, the embedded engine has a user of its own
 */
public record SqlConfig(
        String user, String password, int queriesPerHour, Duration timePerHour, int atOnce, Duration longest) {

    private static final Duration MOST = Duration.ofMinutes(2);

    static SqlConfig read(Config config, List<String> problems) {
        return new SqlConfig(
                text(config, "user").strip(),
                text(config, "password"),
                number(config, "queries-per-hour", 100_000, problems),
                time(config, "time-per-hour", Duration.ofDays(1), problems),
                number(config, "at-once", 10, problems),
                time(config, "longest", MOST, problems));
    }

    private static String text(Config config, String key) {
        return config.getString("plumbline.sql." + key);
    }

    private static int number(Config config, String key, int most, List<String> problems) {
        try {
            int value = config.getInt("plumbline.sql." + key);
            if (value >= 1 && value <= most) {
                return value;
            }
            problems.add("plumbline.sql." + key + " = " + value + ": expected 1 to " + most);
        } catch (ConfigException e) {
            problems.add(e.getMessage());
        }
        return 1;
    }

    private static Duration time(Config config, String key, Duration most, List<String> problems) {
        try {
            var value = config.getDuration("plumbline.sql." + key);
            if (value.toSeconds() >= 1 && value.compareTo(most) <= 0) {
                return value;
            }
            problems.add("plumbline.sql." + key + " = " + value.toSeconds() + " s: expected 1 to " + most.toSeconds()
                    + " seconds");
        } catch (ConfigException e) {
            problems.add(e.getMessage());
        }
        return Duration.ofSeconds(1);
    }
}
