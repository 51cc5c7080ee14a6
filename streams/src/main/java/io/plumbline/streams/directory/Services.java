package io.plumbline.streams.directory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which service is built from which repository. */
final class Services {

    private final Map<String, List<String>> byRepository = new HashMap<>();
    private final Map<String, String> byId = new HashMap<>();
    private final Map<String, String> byName = new HashMap<>();

    Services(DirectoryFile file) {
        for (var service : file.services()) {
            byRepository
                    .computeIfAbsent(service.repository().toLowerCase(Locale.ROOT), any -> new ArrayList<>())
                    .add(service.id());
            byId.put(service.id(), service.repository());
            byName.putIfAbsent(service.name().toLowerCase(Locale.ROOT), service.repository());
        }
    }

    List<String> of(String repo) {
        return List.copyOf(byRepository.getOrDefault(repo.toLowerCase(Locale.ROOT), List.of()));
    }

    Optional<String> repositoryOf(String service) {
        var repository = byId.get(service);
        return Optional.ofNullable(repository != null ? repository : byName.get(service.toLowerCase(Locale.ROOT)));
    }
}
