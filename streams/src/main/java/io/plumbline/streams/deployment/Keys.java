package io.plumbline.streams.deployment;

import java.util.Locale;

/** Keys of shelves and index, all of one repository. A line break parts them: nothing in a key may have one. */
final class Keys {

    private static final int DIGITS = 19;
    private static final long DAY = 86_400_000;
    private static final long MOST_DAYS = 400;

    private final String repository;

    /** @param repository provider:owner/name */
    Keys(String repository) {
        this.repository = flat(repository);
    }

    String deployment(String id) {
        return repository + "\n" + flat(id);
    }

    String commit(String sha) {
        return repository + "\n" + flat(sha);
    }

    String pull(int number) {
        return repository + "\n" + number;
    }

    /** All deployments of a service and environment. */
    String lane(String lane) {
        return "lane\n" + repository + "\n" + lane + "\n";
    }

    String place(Place place, String id) {
        return lane(place.getLane()) + order(place, id);
    }

    /** All deployments of one commit to a service and environment. */
    String redeployments(String lane, String sha) {
        return "sha\n" + repository + "\n" + lane + "\n" + flat(sha) + "\n";
    }

    /** All successful deployments that brought a pull request to a service and environment. */
    String brought(String lane, int number) {
        return "brought\n" + repository + "\n" + lane + "\n" + number + "\n";
    }

    /** Pull requests whose merge commit or head this is. */
    String ofCommit(String sha) {
        return "pull\n" + repository + "\n" + flat(sha) + "\n";
    }

    /** Pull requests by the time of their merge. */
    String merged() {
        return "merged\n" + repository + "\n";
    }

    String merged(long at) {
        return merged() + digits(at) + "\n";
    }

    /** Deployments that are other ones when this commit becomes known or another. */
    String restOnCommit(String sha) {
        return "rest\n" + repository + "\ncommit " + flat(sha) + "\n";
    }

    String restOnPull(int number) {
        return "rest\n" + repository + "\npull " + number + "\n";
    }

    /** Deployments that are other ones when something was merged on this day. */
    String restOnDay(long day) {
        return "rest\n" + repository + "\nday " + digits(day) + "\n";
    }

    /** The same of those that rest on more days than one would list. */
    String restOnAnyDay() {
        return "rest\n" + repository + "\nany day\n";
    }

    static long day(long millis) {
        return Math.floorDiv(Math.max(0, millis), DAY);
    }

    static boolean isLong(long fromDay, long toDay) {
        return toDay - fromDay > MOST_DAYS;
    }

    /** Later deployments of one lane have greater ones. */
    static String order(Place place, String id) {
        return digits(place.getAt()) + "\n" + flat(id);
    }

    static String lane(String service, String environment) {
        return flat(service == null ? "" : service).toLowerCase(Locale.ROOT).strip() + "\t"
                + flat(environment).toLowerCase(Locale.ROOT).strip();
    }

    static String digits(long number) {
        return String.format(Locale.ROOT, "%0" + DIGITS + "d", Math.max(0, number));
    }

    /** What comes after the last line break. */
    static String last(String key) {
        return key.substring(key.lastIndexOf('\n') + 1);
    }

    private static String flat(String text) {
        return text.indexOf('\n') < 0 ? text : text.replace('\n', ' ');
    }
}
