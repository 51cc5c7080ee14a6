package io.plumbline.streams.incident;

import io.plumbline.streams.directory.Directory;
import java.util.Locale;

/** Whether a deployment is one of the service that an incident is about. Pure. */
final class ServiceMatch {

    private ServiceMatch() {}

    /**
     * A deployment without a service is of the whole repository, and an incident without one may be about any. A repository
     * with one service in the directory has only that one, whatever sources call it.
     */
    static boolean same(Deployed deployed, IncidentStory story, Directory directory) {
        if (deployed.getService() == null || (story.getServiceId() == null && story.getServiceName() == null)) {
            return true;
        }
        if (directory.servicesOf(story.getRepo()).size() == 1) {
            return true;
        }
        var deployedKey = key(deployed.getService(), directory);
        return (story.getServiceId() != null && deployedKey.equals(key(story.getServiceId(), directory)))
                || (story.getServiceName() != null && deployedKey.equals(key(story.getServiceName(), directory)));
    }

    /** The id in the directory, by id or by name; else the word itself. */
    private static String key(String service, Directory directory) {
        for (var known : directory.services()) {
            if (known.id().equals(service)) {
                return known.id();
            }
        }
        for (var known : directory.services()) {
            if (known.name().equalsIgnoreCase(service)) {
                return known.id();
            }
        }
        return service.toLowerCase(Locale.ROOT);
    }
}
