package io.plumbline.dashboards.pullrequest;

import io.plumbline.schema.metric.Origin;
import io.plumbline.schema.metric.Tools;
import java.util.Arrays;
import java.util.List;

/**
 * The form by which somebody says who wrote a pull request.
 *
 * @param action where it is sent
 * @param whyOff why it is not there; empty = it is
 * @param problems of the form that was sent
 * @param sent a decision was just sent; the page may not show it yet
 */
record Decide(String action, String whyOff, List<String> problems, boolean sent) {

    List<String> origins() {
        return Arrays.stream(Origin.values()).map(Origin::id).toList();
    }

    List<Tools.Tool> tools() {
        return Tools.all();
    }
}
