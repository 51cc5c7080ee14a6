package io.plumbline.schema.topic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics that are missing; leaves those that exist as their owner set them. */
public final class TopicAdmin {

    private TopicAdmin() {}

    /**
     * @param partitions of new topics; all get the same number, because the topologies join them by partition
     * @return names of the topics created now
     */
    public static List<String> createMissing(
            Map<String, Object> connection, Collection<Topic<?, ?>> topics, int partitions) {
        try (var admin = Admin.create(connection)) {
            var existing = admin.listTopics().names().get();
            var missing = new ArrayList<NewTopic>();
            for (var topic : topics) {
                if (!existing.contains(topic.name())) {
                    missing.add(new NewTopic(topic.name(), Optional.of(partitions), Optional.empty())
                            .configs(topic.configuration()));
                }
            }
            for (var result : admin.createTopics(missing).values().values()) {
                try {
                    result.get();
                } catch (ExecutionException e) {
                    // Another instance starting beside us was faster: what we wanted is there.
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw e;
                    }
                }
            }
            return missing.stream().map(NewTopic::name).toList();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "Cannot create topics: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while creating topics", e);
        }
    }
}
