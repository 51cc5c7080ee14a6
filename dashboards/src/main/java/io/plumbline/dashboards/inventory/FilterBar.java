package io.plumbline.dashboards.inventory;

import io.plumbline.dashboards.filter.Period;
import io.plumbline.dashboards.filter.Preset;
import io.plumbline.dashboards.filter.Scope;
import io.plumbline.dashboards.filter.UrlState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The row of filters above a page.
 *
 * @param path page that the filters lead to
 */
public record FilterBar(String path, UrlState state, Period period, Choices choices) {

    private static final Set<String> PAGING = Set.of("after");

    /** A filter that is set, and the address without it. */
    public record Active(String text, String hrefWithout) {}

    public String presetHref(Preset preset) {
        return state.without("from", "to", "after").with("period", preset.id()).at(path);
    }

    /** The period of equal length right before. */
    public String earlierHref() {
        return shifted(-period.days());
    }

    /** The period of equal length right after. */
    public String laterHref() {
        return shifted(period.days());
    }

    private String shifted(long days) {
        return state.without("period", "after")
                .with("from", period.from().plusDays(days).toString())
                .with("to", period.to().plusDays(days).toString())
                .at(path);
    }

    public String isPreset(Preset preset) {
        return period.is(preset) ? "true" : null;
    }

    public boolean isSelected(String field, Choices.Choice choice) {
        return state.get(field).equals(choice.value());
    }

    /** State that the form must carry along although it has no field for it. */
    public Map<String, String> hidden(Set<String> fields) {
        var rest = state.except(fields);
        rest.keySet().removeAll(PAGING);
        return rest;
    }

    public List<Active> active() {
        var active = new ArrayList<Active>();
        add(active, "repo", "Repository", List.of());
        add(active, "team", "Team", choices.teams());
        add(active, "tool", "Tool", choices.tools());
        add(active, "origin", "Origin", choices.origins());
        add(active, "cohort", "Counted in", List.of());
        add(active, "tier", "Attribution", List.of());
        add(active, "size", "Size", List.of());
        add(active, "task", "Task type", List.of());
        add(active, "area", "Area", List.of());
        return active;
    }

    private void add(List<Active> active, String field, String name, List<Choices.Choice> offered) {
        state.find(field).ifPresent(value -> {
            var label = offered.stream()
                    .filter(choice -> choice.value().equals(value))
                    .map(Choices.Choice::label)
                    .findFirst()
                    .orElse(value);
            active.add(new Active(
                    name + ": " + label, state.without(field, "after").at(path)));
        });
    }

    /** A choice that no select offers, but drill-downs lead to: all AI-written ones together. */
    public boolean isAnyAi() {
        return state.get("origin").equals("ai");
    }

    public String clearHref() {
        return state.without(Scope.KEYS.toArray(String[]::new))
                .without("after", "cohort", "tier", "size", "task", "area")
                .at(path);
    }
}
