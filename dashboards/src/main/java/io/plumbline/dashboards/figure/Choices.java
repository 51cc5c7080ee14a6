package io.plumbline.dashboards.figure;

import io.plumbline.dashboards.card.PageRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * Ways to look at a card, kept in the address of its page.
 *
 * @param name what is chosen
 */
public record Choices(String name, List<Choice> choices) {

    /** @param current {@code "true"} or null, as the attribute wants it */
    public record Choice(String label, String href, String current) {}

    /**
     * @param path of the page
     * @param labelled value, label, value, label, ..; the first is meant when the address does not say
     */
    public static Choices of(PageRequest request, String path, String key, String name, String... labelled) {
        var now = request.state().find(key).orElse(labelled[0]);
        var choices = new ArrayList<Choice>();
        for (int i = 0; i < labelled.length; i += 2) {
            var value = labelled[i];
            choices.add(new Choice(
                    labelled[i + 1],
                    request.state().with(key, i == 0 ? null : value).at(path),
                    value.equals(now) ? "true" : null));
        }
        return new Choices(name, List.copyOf(choices));
    }
}
